import type { SecretBox } from '../../internal/secret-box.ts';
import type { Reader, Writer } from '../../ports/store.ts';
import type { ActorContext } from '../actor.ts';

/** Whose eyes an endpoint sees with: those of whoever made it or changed it last. */
export type Audience = Pick<ActorContext, 'tenant' | 'id' | 'name' | 'role' | 'technicianId'> &
  Partial<Pick<ActorContext, 'kind' | 'tokenId' | 'scopes' | 'territories' | 'jobId'>>;

/** What belongs to an endpoint and is never shown with it. */
export interface PrivatePart {
  /** Sealed; the newest first. */
  readonly secrets: readonly { readonly sealed: string; readonly untilMs: number | null }[];
  readonly audience: Audience;
}

export function audienceOf(actor: ActorContext): Audience {
  const { tenant, id, name, role, technicianId, kind, tokenId, scopes, territories, jobId } = actor;
  return {
    tenant,
    id,
    name,
    role,
    technicianId,
    ...(kind === undefined ? {} : { kind }),
    // Of an API key; of a person's token it says nothing that lasts.
    ...(kind === 'apiKey' && tokenId ? { tokenId } : {}),
    ...(scopes === undefined ? {} : { scopes }),
    ...(territories === undefined ? {} : { territories }),
    ...(jobId === undefined ? {} : { jobId }),
  };
}

/** The same person as when the endpoint was made, for what depends on who looks. */
export function actorOfAudience(audience: Audience): ActorContext {
  return { ...audience, method: 'system', requestId: null };
}

export async function readPrivatePart(reader: Reader, webhookId: string): Promise<PrivatePart | undefined> {
  const text = await reader.privatePart('webhooks', webhookId);
  // Only `keepPrivatePart` below writes it.
  return text === undefined ? undefined : (JSON.parse(text) as PrivatePart);
}

export async function keepPrivatePart(writer: Writer, webhookId: string, part: PrivatePart): Promise<void> {
  await writer.keepPrivatePart('webhooks', webhookId, JSON.stringify(part));
}

const purpose = 'webhook secret';

export function sealSecret(box: SecretBox, tenant: string, webhookId: string, secret: string): Promise<string> {
  return box.seal(secret, purpose, `${tenant}/${webhookId}`);
}

/** Those that still sign, the newest first. @throws Error when the secret of the installation is another by now */
export function openSecrets(box: SecretBox, tenant: string, webhookId: string, part: PrivatePart, nowMs: number) {
  const valid = part.secrets.filter(({ untilMs }) => untilMs === null || untilMs > nowMs);
  return Promise.all(valid.map(({ sealed }) => box.open(sealed, purpose, `${tenant}/${webhookId}`)));
}

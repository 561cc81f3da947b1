import type { CustomerLinkCreate, EmbedTokenCreate, IssuedToken } from '@dispatchkit/contract';
import { type Action, actions, type Grant, type Role } from '@dispatchkit/contract/words';
import type { TokenSigner } from '../../ports/token-signer.ts';
import { allow, grantFor, territoryScope } from '../access.ts';
import type { ActorContext } from '../actor.ts';
import { definitions } from '../definitions/index.ts';
import { invalid, ProblemError, unknownReference } from '../errors.ts';
import { getVisible } from '../read-records.ts';
import type { ServiceOptions } from '../service-options.ts';
import type { CredentialOptions } from './index.ts';

const defaultEmbedMinutes = 15;
const defaultLinkMinutes = 7 * 1440;
const minLinkMinutes = 5;

/** Trades the caller's right for a short-lived token for one person on a page of the host. */
export async function createEmbedToken(
  options: ServiceOptions,
  actor: ActorContext,
  command: EmbedTokenCreate,
): Promise<IssuedToken> {
  allow(actor, 'embed_tokens:write');
  const { subject, name, role, technicianId, origins, expiresInMinutes = defaultEmbedMinutes } = command;
  const { ownTokens } = configured(options);
  if (subject.startsWith('api-key:') || subject === 'system') throw invalid('/subject', 'This name is kept for other systems.');
  if (role === 'technician' && technicianId === undefined) {
    throw invalid('/technicianId', 'A technician is one of your technicians: without it the person would see nothing.');
  }
  expectRoleWithin(actor, role);
  const territories = territoriesWithin(actor, command.territories);
  if (technicianId !== undefined) await expectTechnician(options, actor, technicianId);
  const claims = { tenant: actor.tenant, subject, name, role, technicianId, territories, origins };
  const issued = await ownTokens.sign(claims, expiresInMinutes * 60);
  options.log.info('An embed token was given out', { tenant: actor.tenant, tokenId: issued.tokenId, role, by: actor.tokenId });
  return issued;
}

/** A token by which a customer follows one job. It is not kept: whoever needs it again makes another. */
export async function createCustomerLink(
  options: ServiceOptions,
  actor: ActorContext,
  jobId: string,
  { expiresInMinutes }: CustomerLinkCreate,
): Promise<IssuedToken> {
  allow(actor, 'customer_links:write');
  const { ownTokens, maxCustomerLinkMinutes } = configured(options);
  if (expiresInMinutes !== undefined && expiresInMinutes > maxCustomerLinkMinutes) {
    throw invalid('/expiresInMinutes', `A customer link lives at most ${maxCustomerLinkMinutes} minutes here.`);
  }
  const minutes = expiresInMinutes ?? Math.max(minLinkMinutes, Math.min(defaultLinkMinutes, maxCustomerLinkMinutes));
  await getVisible(options.store.read(actor.tenant), actor, 'jobs', definitions.jobs, jobId, 'customer_links:write');
  const claims = { tenant: actor.tenant, subject: `customer:${jobId}`, role: 'customer', jobId } as const;
  const issued = await ownTokens.sign(claims, minutes * 60);
  options.log.info('A customer link was given out', { tenant: actor.tenant, tokenId: issued.tokenId, jobId, by: actor.tokenId });
  return issued;
}

function configured({ credentials }: ServiceOptions): CredentialOptions & { readonly ownTokens: TokenSigner } {
  if (credentials) return credentials;
  throw new ProblemError('not_configured', 'This installation signs no tokens.');
}

const rank: Readonly<Record<Grant, number>> = { none: 0, own: 1, all: 2 };

/** The bearer may do nothing that the caller may not. What is withheld from every embed token does not count. */
function expectRoleWithin(actor: ActorContext, role: Role): void {
  const bearer = { role, kind: 'embed', territories: actor.territories ?? null } as const;
  const beyond: Action[] = actions.filter((action) => rank[grantFor(bearer, action)] > rank[grantFor(actor, action)]);
  if (beyond.length === 0) return;
  const missing = beyond.join(', ');
  throw new ProblemError('not_allowed', `The role ${role} may do more than you may yourself.`, {
    hint:
      actor.kind === 'apiKey'
        ? `Choose another role, or a key that also has the scopes ${missing}.`
        : `Choose a role without ${missing}.`,
    errors: [{ pointer: '/role', detail: `You may not do ${missing}.` }],
  });
}

/** Whoever is limited to territories gives out tokens for some of them at most. */
function territoriesWithin(actor: ActorContext, wanted: readonly string[] | undefined): readonly string[] | undefined {
  const { territories: own } = territoryScope(actor);
  if (own === undefined) return wanted;
  const foreign = (wanted ?? []).flatMap((territory, i) => (own.includes(territory) ? [] : [`/territories/${i}`]));
  if (foreign.length === 0) return wanted ?? own;
  throw new ProblemError('not_allowed', 'A token cannot reach territories that you do not have yourself.', {
    errors: foreign.map((pointer) => ({ pointer, detail: 'This is not one of your territories.' })),
  });
}

async function expectTechnician({ store }: ServiceOptions, actor: ActorContext, id: string): Promise<void> {
  const request = { filters: { ids: [id], ...territoryScope(actor) }, sort: [], limit: 1 };
  const { items } = await store.read(actor.tenant).list('technicians', request);
  if (items.length === 0) throw unknownReference('/technicianId', 'There is no such technician.');
}

import type { Webhook, WebhookCreate, WebhookCreated, WebhookPatch, WebhookRotate, WebhookSecret } from '@dispatchkit/contract';
import { newWebhookKeys } from '@dispatchkit/contract/webhooks';
import type { z } from 'zod';
import { checkUrl, EgressError } from '../../egress/guard.ts';
import type { SecretBox } from '../../internal/secret-box.ts';
import { instantOf } from '../../ports/clock.ts';
import type { Tombstone, Writer } from '../../ports/store.ts';
import { allow, grantFor } from '../access.ts';
import { type ActorContext, writeMetaOf } from '../actor.ts';
import { expectSound } from '../create-record.ts';
import { definitions } from '../definitions/index.ts';
import { deleteRecord } from '../delete-record.ts';
import { invalid, notFound, ProblemError } from '../errors.ts';
import { mergePatch } from '../merge-patch.ts';
import type { ServiceOptions } from '../service-options.ts';
import { writeShownOnce } from '../shown-once.ts';
import { expectVersion } from '../versions.ts';
import { deliveryKind, followerName, type WebhookOptions } from './options.ts';
import { audienceOf, keepPrivatePart, readPrivatePart, sealSecret } from './private-part.ts';

const { webhooks: definition } = definitions;
const hourMs = 3_600_000;
/** Secrets that sign at the same time: the present one and those before it. */
const maxSecrets = 3;
/** Every event of a tenant is looked at for each of them. */
const maxPerTenant = 50;

async function expectRoom(writer: Writer): Promise<void> {
  const { total } = await writer.list('webhooks', { filters: {}, sort: [], limit: 1, total: true });
  if ((total ?? 0) < maxPerTenant) return;
  throw invalid(
    '',
    `There are ${maxPerTenant} webhooks already, and a tenant has no more.`,
    'Delete one that nobody needs any more.',
  );
}

/** Makes an endpoint. Its secret is in this answer and nowhere else, so it is not told again for an idempotency key either. */
export async function createWebhook(
  { store, ids }: ServiceOptions,
  webhooks: WebhookOptions,
  actor: ActorContext,
  command: z.input<typeof WebhookCreate>,
): Promise<WebhookCreated> {
  expectRights(actor);
  expectReachable(command.url, webhooks);
  const box = expectBox(webhooks);
  const id = command.id ?? ids.next();
  const { secret, publicKey } = await newWebhookKeys(command.signature ?? 'v1');
  const sealed = await sealSecret(box, actor.tenant, id, secret);
  // Before the endpoint is there, so that no event after it is missed.
  await store.work.startFollowing(actor.tenant, followerName);
  const make = async (writer: Writer) => {
    if ((await writer.get('webhooks', id)) || (await writer.getDeleted('webhooks', id))) throw idTaken(id);
    await expectRoom(writer);
    const fresh = { ...definition.fresh(command, id, writer.at), publicKey };
    await expectSound(writer, definition, fresh, undefined);
    const draft = (await definition.complete?.({ writer, actor, nextId: () => ids.next() }, fresh, undefined)) ?? fresh;
    const webhook = await writer.put('webhooks', draft);
    await keepPrivatePart(writer, id, { secrets: [{ sealed, untilMs: null }], audience: audienceOf(actor) });
    writer.describe({ type: definition.events.created });
    return webhook;
  };
  const webhook = await writeShownOnce(store, actor, make, (made) => ({
    detail: `An earlier request with this Idempotency-Key has made the webhook ${made.id}. Its secret was in that answer alone.`,
    hint: `If that answer is lost, ask for a new secret: POST /v1/webhooks/${made.id}/rotate-secret.`,
  }));
  return { ...webhook, secret: publicKey === null ? secret : null };
}

/** Whoever changes where events go, or which, is from then on the one whose rights decide what is sent. */
export async function changeWebhook(
  { store, ids }: ServiceOptions,
  webhooks: WebhookOptions,
  actor: ActorContext,
  id: string,
  patch: z.input<typeof WebhookPatch>,
  expectedVersion: number | null,
): Promise<Webhook> {
  expectRights(actor);
  if (patch.url !== undefined) expectReachable(patch.url, webhooks);
  const isRedirected = patch.url !== undefined || patch.eventTypes !== undefined || patch.enabled === true;
  const { result } = await store.write(actor.tenant, writeMetaOf(actor), async (writer) => {
    const before = await writer.get('webhooks', id);
    if (!before) throw notFound(definition.noun, id);
    expectVersion(before, expectedVersion);
    const merged = mergePatch(before, patch);
    await expectSound(writer, definition, merged, before);
    const draft = (await definition.complete?.({ writer, actor, nextId: () => ids.next() }, merged, before)) ?? merged;
    const webhook = await writer.put('webhooks', draft);
    const part = isRedirected ? await readPrivatePart(writer, id) : undefined;
    if (part) await keepPrivatePart(writer, id, { ...part, audience: audienceOf(actor) });
    writer.describe({ type: definition.events.changed });
    return webhook;
  });
  // It is given a new chance.
  if (isRedirected) await store.work.remember(actor.tenant, deliveryKind, id, () => undefined);
  return result;
}

/** Its deliveries go with it. */
export async function deleteWebhook(
  options: ServiceOptions,
  actor: ActorContext,
  id: string,
  expectedVersion: number | null,
): Promise<Tombstone> {
  const tombstone = await deleteRecord(options, actor, 'webhooks', id, expectedVersion);
  await options.store.work.remove(actor.tenant, { kind: deliveryKind, subject: id });
  await options.store.work.remember(actor.tenant, deliveryKind, id, () => undefined);
  return tombstone;
}

/** Gives an endpoint a new secret, or a new pair of keys. The old one signs along for a while. */
export async function rotateSecret(
  { store, clock }: ServiceOptions,
  webhooks: WebhookOptions,
  actor: ActorContext,
  id: string,
  { keepPreviousHours = 24 }: WebhookRotate,
): Promise<WebhookSecret> {
  allow(actor, definition.actions.write);
  const box = expectBox(webhooks);
  const known = await store.read(actor.tenant).get('webhooks', id);
  if (!known) throw notFound(definition.noun, id);
  const { secret, publicKey } = await newWebhookKeys(known.signature);
  const sealed = await sealSecret(box, actor.tenant, id, secret);
  const previousUntilMs = clock.now() + keepPreviousHours * hourMs;
  const rotate = async (writer: Writer) => {
    const before = await writer.get('webhooks', id);
    if (!before) throw notFound(definition.noun, id);
    const part = await readPrivatePart(writer, id);
    const previous = (part?.secrets ?? []).map((old) => ({
      ...old,
      untilMs: Math.min(old.untilMs ?? previousUntilMs, previousUntilMs),
    }));
    await keepPrivatePart(writer, id, {
      secrets: [{ sealed, untilMs: null }, ...previous.filter(({ untilMs }) => untilMs > clock.now())].slice(0, maxSecrets),
      audience: part?.audience ?? audienceOf(actor),
    });
    await writer.put('webhooks', { ...before, publicKey, secretRotatedAt: writer.at });
    writer.describe({ type: definition.events.changed, reason: 'The secret was rotated.' });
    return writer.at;
  };
  await writeShownOnce(store, actor, rotate, (at) => ({
    detail: `An earlier request with this Idempotency-Key has rotated the secret, at ${at}. The new one was in that answer alone.`,
    hint: 'If that answer is lost, rotate once more with a new Idempotency-Key.',
  }));
  await store.work.startFollowing(actor.tenant, followerName);
  return { secret: publicKey === null ? secret : null, publicKey, previousValidUntil: instantOf(previousUntilMs) };
}

/** An endpoint shows events, so whoever makes one must be able to see them. */
function expectRights(actor: ActorContext): void {
  allow(actor, definition.actions.write);
  if (grantFor(actor, 'events:read') !== 'all') {
    throw new ProblemError('not_allowed', 'An endpoint is sent events, which you may not read yourself.', {
      hint: 'Give the API key the scope events:read, and the read scopes of what it is to be sent.',
    });
  }
}

function expectReachable(url: string, { rules }: WebhookOptions): void {
  try {
    checkUrl(url, rules);
  } catch (error) {
    if (error instanceof EgressError) throw invalid('/url', error.message);
    throw error;
  }
}

function expectBox({ box }: WebhookOptions): SecretBox {
  if (box) return box;
  throw new ProblemError('not_configured', 'This installation has no secret to keep webhook secrets with.', {
    hint: 'Whoever runs it sets DISPATCHKIT_SECRET.',
  });
}

function idTaken(id: string): ProblemError {
  return new ProblemError('already_exists', `The id ${id} is taken.`, {
    errors: [{ pointer: '/id', detail: 'This id is taken.' }],
  });
}

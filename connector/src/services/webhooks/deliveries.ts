import type { DeadLetterCount, DeadLetterSelection, WebhookDelivery, WebhookHealth, WebhookTest } from '@dispatchkit/contract';
import { instantOf } from '../../ports/clock.ts';
import type { Work, WorkFilter, WorkState } from '../../ports/work.ts';
import { allow } from '../access.ts';
import type { ActorContext } from '../actor.ts';
import { notFound } from '../errors.ts';
import type { ServiceOptions } from '../service-options.ts';
import { circuitOf, isOpen } from './circuit.ts';
import { messageId } from './follow-log.ts';
import { deliveryKind } from './options.ts';
import { testType } from './payload.ts';

export interface DeliveryListOptions {
  readonly status?: readonly WebhookDelivery['status'][] | undefined;
  /** Created at or after, before; instants. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly limit?: number | undefined;
  readonly cursor?: string | undefined;
}

const stateOf: Readonly<Record<WebhookDelivery['status'], WorkState>> = { waiting: 'waiting', delivered: 'done', dead: 'dead' };
const statusOf: Readonly<Record<WorkState, WebhookDelivery['status']>> = { waiting: 'waiting', done: 'delivered', dead: 'dead' };

export async function listDeliveries(
  options: ServiceOptions,
  actor: ActorContext,
  webhookId: string,
  { status, from, to, limit = 100, cursor }: DeliveryListOptions,
): Promise<{ items: WebhookDelivery[]; nextCursor: string | null }> {
  await expectWebhook(options, actor, webhookId, 'webhooks:read');
  const page = await options.store.work.list(actor.tenant, {
    ...filterOf(webhookId, { from, to }),
    ...(status ? { states: status.map((one) => stateOf[one]) } : {}),
    limit,
    ...(cursor === undefined ? {} : { cursor }),
  });
  return { items: page.items.map(deliveryOf), nextCursor: page.nextCursor };
}

export async function getDelivery(options: ServiceOptions, actor: ActorContext, webhookId: string, id: string) {
  await expectWebhook(options, actor, webhookId, 'webhooks:read');
  return deliveryOf(await findDelivery(options, actor, webhookId, id));
}

/** Sends one again, whatever became of it, or sends a waiting one now. */
export async function replayDelivery(
  options: ServiceOptions,
  actor: ActorContext,
  webhookId: string,
  id: string,
): Promise<WebhookDelivery> {
  await expectWebhook(options, actor, webhookId, 'webhooks:write');
  await findDelivery(options, actor, webhookId, id);
  const filter: WorkFilter = { kind: deliveryKind, subject: webhookId, ids: [id], states: ['waiting', 'done', 'dead'] };
  await options.store.work.revive(actor.tenant, filter, options.clock.now());
  options.webhooks?.wake(actor.tenant);
  return deliveryOf(await findDelivery(options, actor, webhookId, id));
}

export async function replayDeadLetters(
  options: ServiceOptions,
  actor: ActorContext,
  webhookId: string,
  selection: DeadLetterSelection,
): Promise<DeadLetterCount> {
  await expectWebhook(options, actor, webhookId, 'webhooks:write');
  const count = await options.store.work.revive(actor.tenant, filterOf(webhookId, selection), options.clock.now());
  options.webhooks?.wake(actor.tenant);
  return { count };
}

export async function purgeDeadLetters(
  options: ServiceOptions,
  actor: ActorContext,
  webhookId: string,
  selection: DeadLetterSelection,
): Promise<DeadLetterCount> {
  await expectWebhook(options, actor, webhookId, 'webhooks:write');
  return { count: await options.store.work.remove(actor.tenant, { ...filterOf(webhookId, selection), states: ['dead'] }) };
}

/** Sends a message that only shows whether the endpoint works, even when it is switched off. It is tried once. */
export async function testWebhook(
  options: ServiceOptions,
  actor: ActorContext,
  webhookId: string,
  { id = messageId(options.ids) }: WebhookTest,
): Promise<WebhookDelivery> {
  await expectWebhook(options, actor, webhookId, 'webhooks:write');
  const nowMs = options.clock.now();
  const work = { id, kind: deliveryKind, subject: webhookId, payload: { test: true, type: testType }, dueAtMs: nowMs };
  await options.store.work.enqueue(actor.tenant, [work], nowMs);
  options.webhooks?.wake(actor.tenant);
  return deliveryOf(await findDelivery(options, actor, webhookId, id));
}

export async function webhookHealth(options: ServiceOptions, actor: ActorContext, webhookId: string): Promise<WebhookHealth> {
  const webhook = await expectWebhook(options, actor, webhookId, 'webhooks:read');
  const { store, clock } = options;
  const circuit = circuitOf(await store.work.recall(actor.tenant, deliveryKind, webhookId));
  const { waiting, done, dead } = await store.work.counts(actor.tenant, { kind: deliveryKind, subject: webhookId });
  const isPaused = circuit !== undefined && (circuit.pausedUntilMs > clock.now() || isOpen(circuit));
  return {
    state: !webhook.enabled ? 'disabled' : isPaused ? 'paused' : circuit ? 'failing' : 'ok',
    failuresInRow: circuit?.failuresInRow ?? 0,
    failingSince: circuit ? instantOf(circuit.failingSinceMs) : null,
    pausedUntil: isPaused ? instantOf(circuit.pausedUntilMs) : null,
    deliveries: { waiting, delivered: done, dead },
  };
}

async function expectWebhook(
  { store }: ServiceOptions,
  actor: ActorContext,
  webhookId: string,
  action: 'webhooks:read' | 'webhooks:write',
) {
  allow(actor, action);
  const webhook = await store.read(actor.tenant).get('webhooks', webhookId);
  if (!webhook) throw notFound('webhook', webhookId);
  return webhook;
}

async function findDelivery({ store }: ServiceOptions, actor: ActorContext, webhookId: string, id: string): Promise<Work> {
  const work = await store.work.get(actor.tenant, deliveryKind, id);
  if (work?.subject !== webhookId) throw notFound('delivery', id);
  return work;
}

function filterOf(
  webhookId: string,
  { ids, from, to }: { ids?: readonly string[] | undefined; from?: string | undefined; to?: string | undefined },
) {
  return {
    kind: deliveryKind,
    subject: webhookId,
    ...(ids === undefined ? {} : { ids }),
    ...(from === undefined ? {} : { fromMs: Date.parse(from) }),
    ...(to === undefined ? {} : { toMs: Date.parse(to) }),
  };
}

function deliveryOf(work: Work): WebhookDelivery {
  const { type, seq } = work.payload;
  return {
    id: work.id,
    webhookId: work.subject,
    eventType: String(type),
    eventSeq: typeof seq === 'number' ? seq : null,
    status: statusOf[work.state],
    attempts: work.attempts,
    createdAt: instantOf(work.createdAtMs),
    nextAttemptAt: work.state === 'waiting' ? instantOf(work.leasedUntilMs ?? work.dueAtMs) : null,
    finishedAt: work.finishedAtMs === null ? null : instantOf(work.finishedAtMs),
    log: work.history.map(({ atMs, durationMs, error, details }) => ({
      at: instantOf(atMs),
      durationMilliseconds: Math.max(0, Math.round(durationMs)),
      status: typeof details?.status === 'number' ? details.status : null,
      error,
      body: typeof details?.body === 'string' ? details.body : null,
    })),
  };
}

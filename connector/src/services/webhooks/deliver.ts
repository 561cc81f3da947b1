import type { Webhook } from '@dispatchkit/contract';
import { instantOf } from '../../ports/clock.ts';
import type { Store } from '../../ports/store.ts';
import type { Work } from '../../ports/work.ts';
import type { ServiceOptions } from '../service-options.ts';
import { sightOf } from '../sight.ts';
import { isVisible, visibleEvents } from '../visible-events.ts';
import type { WorkCall, WorkHandler, WorkResult } from '../work/handlers.ts';
import { afterFailure, type Circuit, circuitOf, isOpen } from './circuit.ts';
import { disableWebhook } from './disable.ts';
import { deliveryKind, type WebhookOptions } from './options.ts';
import { payloadOf, testPayload } from './payload.ts';
import { type Audience, actorOfAudience, openSecrets, type PrivatePart, readPrivatePart } from './private-part.ts';
import { type Answer, sendMessage } from './send.ts';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
/** Waits between the ten attempts of a message: three days in all (Standard Webhooks 1.0.0). */
export const retryDelaysMs = [
  5 * second,
  5 * minute,
  30 * minute,
  2 * hour,
  5 * hour,
  10 * hour,
  14 * hour,
  20 * hour,
  24 * hour,
] as const;

/** They work, but cannot take more at the moment. */
const overloadStatuses = new Set([429, 502, 504]);

/** Sends messages to endpoints. */
export function deliveryHandler(options: ServiceOptions, webhooks: WebhookOptions): WorkHandler {
  return {
    kind: deliveryKind,
    perSubject: webhooks.perEndpoint,
    retryDelaysMs,
    run: (call) => deliver(options, webhooks, call),
  };
}

async function deliver(options: ServiceOptions, webhooks: WebhookOptions, call: WorkCall): Promise<WorkResult> {
  const { tenant, work, signal } = call;
  const { store, clock, log } = options;
  // Work is kept where the log is: a replica may not know the endpoint yet.
  const reader = store.readNewest(tenant);
  const webhook = await reader.get('webhooks', work.subject);
  if (!webhook) return { done: true, forget: true };
  if (!webhook.enabled && !isTest(work)) return { failed: 'The endpoint is switched off.', isFinal: true };
  const circuit = circuitOf(await store.work.recall(tenant, deliveryKind, webhook.id));
  const waitUntilMs = isTest(work) ? undefined : await turnOf(options, webhooks, call, circuit);
  if (waitUntilMs !== undefined) return { postponedUntilMs: waitUntilMs };

  const part = await readPrivatePart(reader, webhook.id);
  if (!part || !webhooks.box) return { failed: 'The endpoint has no secret to sign with. Rotate its secret.', isFinal: true };
  const audience = await presentAudience(store, tenant, part, clock.now());
  if (!audience) {
    const reason = 'The API key it was made with was taken back, or has expired.';
    await disableWebhook(options, tenant, webhook.id, reason);
    return { failed: reason, isFinal: true };
  }
  const body = await bodyOf(options, call, webhook, audience);
  if (typeof body !== 'string') return body;
  const nowMs = clock.now();
  const secrets = await openSecrets(webhooks.box, tenant, webhook.id, part, nowMs).catch((cause: unknown) => {
    log.error('The secret of a webhook cannot be opened', { tenant, webhookId: webhook.id }, cause);
    return undefined;
  });
  // Not final: the right one may be set in time.
  if (!secrets) return { failed: 'The secret was sealed with another DISPATCHKIT_SECRET. Rotate the secret of the webhook.' };
  const answer = await sendMessage({ id: work.id, url: webhook.url, body, secrets, nowMs }, webhooks, signal);
  return settle(options, webhooks, call, { webhook, circuit, answer });
}

export function isTest({ payload }: Work): boolean {
  return payload.test === true;
}

/** Until when it has to wait because of how the endpoint has been doing; undefined when it may be sent now. */
async function turnOf(
  { store, clock }: ServiceOptions,
  { timeoutMs }: WebhookOptions,
  { tenant, work }: WorkCall,
  circuit: Circuit | undefined,
): Promise<number | undefined> {
  const nowMs = clock.now();
  if (circuit === undefined) return undefined;
  if (circuit.pausedUntilMs > nowMs) return circuit.pausedUntilMs;
  if (!isOpen(circuit)) return undefined;
  // One message goes to see whether it works again; of several that are ready one wins.
  const probeUntilMs = nowMs + timeoutMs + 5 * second;
  let isProbe = false;
  const after = await store.work.remember<Circuit>(tenant, deliveryKind, work.subject, (memory) => {
    const now = circuitOf(memory);
    isProbe = now === undefined || now.probeUntilMs <= nowMs;
    return now && isProbe ? { ...now, probeUntilMs } : now;
  });
  if (!isProbe) return after?.probeUntilMs ?? nowMs;
  await store.work.postpone(tenant, { kind: deliveryKind, subject: work.subject }, probeUntilMs, 5 * second);
  return undefined;
}

/** Whoever made it, with the rights they have by now; undefined when it was an API key that is no longer good for anything. */
async function presentAudience(
  store: Store,
  tenant: string,
  { audience }: PrivatePart,
  nowMs: number,
): Promise<Audience | undefined> {
  if (audience.kind !== 'apiKey' || !audience.tokenId) return audience;
  const key = (await store.credentials.apiKey(tenant, audience.tokenId))?.record;
  if (key === undefined || key.revokedAt !== null) return undefined;
  if (key.expiresAt !== null && Date.parse(key.expiresAt) <= nowMs) return undefined;
  return { ...audience, scopes: key.scopes };
}

/** What the endpoint is shown of the event, or how the delivery ends because it is shown nothing. */
async function bodyOf(
  { store }: ServiceOptions,
  { tenant, work }: WorkCall,
  webhook: Webhook,
  audience: Audience,
): Promise<string | WorkResult> {
  if (isTest(work)) return testPayload(webhook.id, instantOf(work.createdAtMs));
  const reader = store.readNewest(tenant);
  const seq = Number(work.payload.seq);
  const [event] = await reader.events({ after: seq - 1, before: seq + 1, limit: 1, descending: false });
  if (!event) return { failed: 'The event is no longer kept.', isFinal: true };
  const [seen] = await visibleEvents(reader, sightOf(actorOfAudience(audience)), [event]);
  return seen && isVisible(seen) ? payloadOf(seen) : { done: true, forget: true };
}

interface Outcome {
  readonly webhook: Webhook;
  readonly circuit: Circuit | undefined;
  readonly answer: Answer;
}

async function settle(
  options: ServiceOptions,
  webhooks: WebhookOptions,
  { tenant, work }: WorkCall,
  { webhook, circuit, answer }: Outcome,
): Promise<WorkResult> {
  const { store, clock } = options;
  const { status, error, body, retryAfterMs } = answer;
  const details = { status, body };
  if (error === null) {
    if (circuit) await store.work.remember(tenant, deliveryKind, webhook.id, () => undefined);
    return { done: true, details };
  }
  // A test tells whoever asked for it, and nobody else.
  if (isTest(work)) return { failed: error, details, isFinal: true };
  if (status === 410) {
    await disableWebhook(options, tenant, webhook.id, 'The endpoint answered 410: it is gone.');
    return { failed: error, details, isFinal: true };
  }
  const nowMs = clock.now();
  const isOverload = status !== null && overloadStatuses.has(status);
  const failed = await store.work.remember<Circuit>(tenant, deliveryKind, webhook.id, (memory) =>
    afterFailure(circuitOf(memory), { nowMs, isOverload, retryAfterMs }),
  );
  if (failed && isOpen(failed) && nowMs - failed.failingSinceMs >= webhooks.disableAfterMs) {
    const days = Math.max(1, Math.round(webhooks.disableAfterMs / (24 * hour)));
    await disableWebhook(options, tenant, webhook.id, `The endpoint has accepted nothing for ${days} days. ${error}`);
    return { failed: error, details, isFinal: true };
  }
  const pausedUntilMs = failed?.pausedUntilMs ?? 0;
  if (pausedUntilMs > nowMs) {
    await store.work.postpone(tenant, { kind: deliveryKind, subject: webhook.id }, pausedUntilMs, 5 * second);
  }
  return { failed: error, details, notBeforeMs: pausedUntilMs };
}

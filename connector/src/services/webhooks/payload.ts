import type { Event } from '@dispatchkit/contract';

/** Bodies stay below this; what would be longer is sent thin. */
const maxBytes = 20_000;

/**
 * Body of a message: `type`, `timestamp` and the event as `data`. One that would be too long carries ids and versions in place of
 * records and says `truncated: true`; when even these are too many, it asks for a reload.
 */
export function payloadOf(event: Event): string {
  const whole = write(event);
  if (fits(whole)) return whole;
  const { seq, type, at, actor, method, requestId, jobId, technicianId, reload } = event;
  const head = { seq, type, at, actor, method, requestId, jobId, technicianId };
  const changes = event.changes.map(({ kind, id, version }) => ({ kind, id, version }));
  const thin = write({ ...head, changes, ...(reload ? { reload } : {}) }, true);
  return fits(thin) ? thin : write({ ...head, changes: [], reload: true }, true);
}

/** Body of a message that only shows whether an endpoint works. */
export function testPayload(webhookId: string, at: string): string {
  return JSON.stringify({ type: testType, timestamp: at, data: { webhookId } });
}

export const testType = 'webhook.test';

function write<Data extends { readonly type: string; readonly at: string }>(data: Data, truncated = false): string {
  return JSON.stringify({ type: data.type, timestamp: data.at, ...(truncated ? { truncated } : {}), data });
}

function fits(text: string): boolean {
  return new TextEncoder().encode(text).byteLength < maxBytes;
}

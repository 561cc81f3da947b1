import type { Kind } from '@dispatchkit/contract/words';
import { malformedQuery } from '../../services/errors.ts';
import type { HistoryOptions, Services } from '../../services/index.ts';
import { prefers } from '../accept.ts';
import type { LiveFeed } from '../live/live-feed.ts';
import * as operations from '../operations/live.ts';
import { historyAnswer } from './history.ts';
import type { Register } from './register.ts';

export function liveRoutes(on: Register, services: Services, live: LiveFeed): void {
  on(operations.readSnapshot, async ({ actor, query }) => jsonAnswer(await services.snapshotText(actor, query)));
  on(operations.readEvents, async ({ actor, query, request, identity }) => {
    const { topic, jobId, technicianId, kind, id, ...page } = query;
    const record = recordOf(kind, id);
    if (!wantsStream(request.headers)) return historyAnswer(services, actor, { jobId, technicianId, record }, page);
    if (record) throw malformedQuery('kind', 'kind and id are for the history, not for the stream.');
    // The framework makes HEAD of GET and drops the body; nobody would ever read or close that stream.
    if (request.method === 'HEAD') return new Response(null, { headers: streamHeaders });
    const after = resumeAfter(request.headers, query.after);
    const body = await live.open(actor, identity, { after, topic: { topic, jobId, technicianId } });
    return new Response(body, { headers: streamHeaders });
  });
  on(operations.recordFixes, async ({ actor, body: { fixes }, limits }) => {
    limits.takeFixes(
      actor.tenant,
      fixes.map(({ technicianId }) => technicianId),
    );
    const { accepted, passedOver } = await services.recordFixes(actor, fixes);
    return { accepted, passedOver: passedOver.map(({ index, reason }) => ({ pointer: `/fixes/${index}`, reason })) };
  });
}

/** The two name a record together. */
function recordOf(kind: Kind | 'settings' | undefined, id: string | undefined): HistoryOptions['record'] {
  if ((kind === undefined) !== (id === undefined))
    throw malformedQuery(kind === undefined ? 'kind' : 'id', 'Give kind and id together.');
  return kind === undefined || id === undefined ? undefined : { kind, id };
}

function jsonAnswer(json: string): Response {
  const bytes = new TextEncoder().encode(json);
  const headers = {
    'cache-control': 'no-store',
    'content-type': 'application/json',
    'content-length': String(bytes.byteLength),
  };
  return new Response(bytes, { headers });
}

/** `no-transform` and `x-accel-buffering` keep proxies from compressing or collecting what must arrive at once. */
const streamHeaders = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-store, no-transform',
  'x-accel-buffering': 'no',
};

function wantsStream(headers: Headers): boolean {
  return prefers(headers.get('accept'), 'text/event-stream', 'application/json');
}

/** The header a reconnecting client sends wins over the address it started with. `null`: a place that cannot be read. */
function resumeAfter(headers: Headers, after: number | undefined): number | null | undefined {
  const lastEventId = headers.get('last-event-id');
  if (lastEventId === null || lastEventId === '') return after;
  return /^\d{1,15}$/.test(lastEventId) ? Number(lastEventId) : null;
}

import type { Event, LivePosition } from '@dispatchkit/contract';
import { grantOf } from '@dispatchkit/contract/words';
import { scopeOf, seesAll } from './access.ts';
import type { ActorContext } from './actor.ts';
import type { ServiceOptions } from './service-options.ts';
import { visibleEvents } from './visible-events.ts';

/** A live feed for one actor. Everything that comes out of it has been narrowed to what the actor may see. */
export interface Feed {
  /** Newest and oldest seq of the log when the feed was opened; an `after` below `firstSeq - 1` cannot be served. */
  readonly lastSeq: number;
  readonly firstSeq: number;
  /**
   * Committed events with `seq > after`, oldest first, at most `limit`, without a gap: of events the actor may not see, only the
   * seq and type are left. Continue from `scannedTo`.
   */
  tail(after: number, limit: number): Promise<{ readonly events: readonly Event[]; readonly scannedTo: number }>;
  /** Called when there may be more to `tail`; carries no data, so a slow reader costs nothing. */
  onCommitted(listener: () => void): () => void;
  onPosition(listener: (technicianId: string, position: LivePosition) => void): () => void;
}

/** @throws ProblemError `not_allowed` */
export async function openFeed({ store }: ServiceOptions, actor: ActorContext): Promise<Feed> {
  const { tenant } = actor;
  const reader = store.read(tenant);
  let scope = await scopeOf(actor, 'events:read', reader);
  const mayReadTechnicians = actor.role === 'system' || grantOf(actor.role, 'technicians:read') !== 'none';
  return {
    firstSeq: await reader.firstSeq(),
    lastSeq: await reader.lastSeq(),
    async tail(after, limit) {
      // Looked up each time, because the tenant may change what technicians see.
      scope = await scopeOf(actor, 'events:read', reader);
      const events = await reader.tail(after, limit);
      return { events: await visibleEvents(reader, scope, events), scannedTo: events.at(-1)?.seq ?? after };
    },
    onCommitted: (listener) => store.onCommitted(tenant, () => listener()),
    onPosition: (listener) =>
      store.onPosition(tenant, (technicianId, position) => {
        if (mayReadTechnicians && (seesAll(scope) || technicianId === actor.technicianId)) listener(technicianId, position);
      }),
  };
}

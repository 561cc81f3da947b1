import type { Kind } from '@dispatchkit/contract/words';
import type { Filters, Records } from '../ports/store.ts';
import { scopeOf } from './access.ts';
import type { ActorContext } from './actor.ts';
import { recordFor } from './customer-view.ts';
import { definitions, type PlainKind } from './definitions/index.ts';
import { readActionOf } from './read-actions.ts';
import type { ServiceOptions } from './service-options.ts';

/** Which records: those of these ids, or those that refer to these jobs, customers or technicians. */
export type RelatedFilters = Pick<Filters, 'ids' | 'jobId' | 'customerId' | 'technicianId'>;

/** More than belong to a page of 500 records by far; who has more of them asks for them by themselves. */
const most = 10_000;

export interface RelatedRecordServices {
  /**
   * Records that belong to others, as far as the actor may read them: what is missing is not there, or not the actor's.
   * @throws ProblemError `not_allowed` when the actor may not read that kind
   */
  relatedRecords<K extends Kind>(actor: ActorContext, kind: K, filters: RelatedFilters): Promise<readonly Records[K][]>;
}

export function relatedRecordServices({ store }: ServiceOptions): RelatedRecordServices {
  return {
    async relatedRecords(actor, kind, filters) {
      const reader = store.read(actor.tenant);
      const scope = await scopeOf(actor, readActionOf[kind], reader);
      const narrow = kind === 'assignments' ? {} : narrowOf(kind as PlainKind, actor);
      const page = await reader.list(kind, { filters: { ...filters, ...scope, ...narrow }, sort: [], limit: most });
      return page.items.map((record) => recordFor(actor, kind, record));
    },
  };
}

function narrowOf(kind: PlainKind, actor: ActorContext): Filters {
  return definitions[kind].narrow?.(actor) ?? {};
}

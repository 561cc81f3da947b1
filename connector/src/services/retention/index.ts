import type { Customer, Retention, RetentionCounts, Technician } from '@dispatchkit/contract';
import type { ActorContext } from '../actor.ts';
import type { ServiceOptions } from '../service-options.ts';
import { previewRetention } from './apply-retention.ts';
import { erasePerson } from './erase-person.ts';

/** What is not kept for ever. */
export interface RetentionServices {
  /** The rules, and what they would remove now. Nothing is written. @throws ProblemError `not_allowed` */
  previewRetention(actor: ActorContext): Promise<{ readonly retention: Retention; readonly wouldRemove: RetentionCounts }>;
  /** Takes a customer and their sites out of records and history, deleted ones too. @throws ProblemError `not_allowed`, `not_found`, `stale` */
  eraseCustomer(actor: ActorContext, id: string, expectedVersion: number | null): Promise<Customer>;
  /** Takes a technician out of records and history, deleted ones too. @throws ProblemError `not_allowed`, `not_found`, `stale` */
  eraseTechnician(actor: ActorContext, id: string, expectedVersion: number | null): Promise<Technician>;
}

export function retentionServices(options: ServiceOptions): RetentionServices {
  return {
    previewRetention: (actor) => previewRetention(options, actor),
    eraseCustomer: (actor, id, version) => erasePerson(options, actor, 'customers', id, version),
    eraseTechnician: (actor, id, version) => erasePerson(options, actor, 'technicians', id, version),
  };
}

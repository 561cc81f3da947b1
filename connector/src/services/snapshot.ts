import type { Snapshot } from '@dispatchkit/contract';
import { instantOf } from '../ports/clock.ts';
import { capabilitiesFor, scopeOf } from './access.ts';
import type { ActorContext } from './actor.ts';
import { malformedQuery } from './errors.ts';
import { interval } from './list-request.ts';
import type { SnapshotOptions } from './options.ts';
import type { ServiceOptions } from './service-options.ts';

const maxJobs = 20_000;
const maxDays = 366;

/** Everything a board needs for a window, in one committed state. @throws ProblemError `not_allowed`, `malformed_request` */
export async function snapshot(
  { store, clock }: ServiceOptions,
  actor: ActorContext,
  options: SnapshotOptions,
): Promise<Snapshot> {
  const reader = store.read(actor.tenant);
  const scope = await scopeOf(actor, 'snapshot:read', reader);
  const { from = '', to = '' } = interval(options.from, options.to);
  if (Date.parse(to) - Date.parse(from) > maxDays * 86_400_000)
    throw malformedQuery('to', `A window is at most ${maxDays} days long.`);
  const { ownedBy, territories } = scope;
  const records = await reader.snapshot({
    ...{ from, to, jobs: options.jobs, maxJobs },
    ...(ownedBy === undefined ? {} : { ownedBy }),
    ...(territories === undefined ? {} : { territories }),
  });
  return {
    serverAt: instantOf(clock.now()),
    from,
    to,
    actor: { id: actor.id, name: actor.name, role: actor.role, technicianId: actor.technicianId, tenant: actor.tenant },
    capabilities: capabilitiesFor(actor) as Snapshot['capabilities'],
    seq: records.seq,
    settings: records.settings,
    jobs: [...records.jobs],
    assignments: [...records.assignments],
    technicians: [...records.technicians],
    customers: [...records.customers],
    sites: [...records.sites],
    shifts: [...records.shifts],
    timeOff: [...records.timeOff],
    jobsTotal: records.jobsTotal,
    truncated: records.truncated,
  };
}

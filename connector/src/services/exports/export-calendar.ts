import type { Assignment, Job, Site } from '@dispatchkit/contract';
import { calendarEnd, calendarEntry, calendarStart } from '../../export/ics.ts';
import type { Page } from '../../ports/store.ts';
import { allow } from '../access.ts';
import type { ActorContext } from '../actor.ts';
import type { ServiceOptions } from '../service-options.ts';
import { type ExportFile, fileNameOf } from './export-file.ts';
import { openPages, type Selection } from './pages.ts';
import { type RelatedKind, readableKinds, relatedOf } from './related.ts';

const told: readonly RelatedKind[] = ['jobs', 'sites', 'customers', 'technicians'];

/**
 * Assignments as an iCalendar file. Cancelled jobs are told as cancelled; with `updatedSince` so are assignments deleted since, so
 * that a calendar that has them drops them.
 * @throws ProblemError `not_allowed`, `malformed_request`
 */
export async function exportCalendar(
  { store, clock }: ServiceOptions,
  actor: ActorContext,
  selection: Selection & { readonly calendarName?: string },
): Promise<ExportFile> {
  const { calendarName, ...filters } = selection;
  const reader = store.read(actor.tenant);
  const settings = await reader.settings();
  // An entry is nothing without its job.
  allow(actor, 'jobs:read');
  const needs = readableKinds(actor, told);
  const { pages, scope, total } = await openPages(reader, actor, 'assignments', filters);

  async function* text(): AsyncGenerator<string, void, void> {
    yield calendarStart(calendarName ?? settings.name);
    for await (const page of pages) {
      const gone = await deletedOf(page);
      const related = await relatedOf(reader, scope, 'assignments', [...page.items, ...gone], needs);
      const entry = (assignment: Assignment, isDeleted: boolean) => {
        const job = related.job(assignment.jobId);
        return calendarEntry(
          entryOf(assignment, {
            tenant: actor.tenant,
            job,
            site: related.site(job?.siteId),
            customer: related.customer(job?.customerId)?.name,
            technician: related.technician(assignment.technicianId)?.name,
            isDeleted,
          }),
        );
      };
      yield [...page.items.map((item) => entry(item, false)), ...gone.map((item) => entry(item, true))].join('');
    }
    yield calendarEnd;
  }

  async function deletedOf({ deleted }: Page<Assignment>): Promise<Assignment[]> {
    const records = await Promise.all(deleted.map(({ id }) => reader.getDeleted('assignments', id)));
    return records.filter((record) => record !== undefined);
  }

  return {
    name: fileNameOf(settings, clock, 'assignments', 'ics'),
    mediaType: 'text/calendar; charset=utf-8',
    total,
    text: text(),
  };
}

interface About {
  readonly tenant: string;
  readonly job: Job | undefined;
  readonly site: Site | undefined;
  readonly customer: string | undefined;
  readonly technician: string | undefined;
  readonly isDeleted: boolean;
}

/** How to get in stays out of it: calendars are shared more widely than door codes should be. */
function entryOf(assignment: Assignment, { tenant, job, site, customer, technician, isDeleted }: About) {
  const place = [site?.name, site?.address].filter((part, i, parts) => part && parts.indexOf(part) === i).join(', ');
  const details = [technician, customer, job?.description, assignment.notes].filter(Boolean).join('\n');
  const isCancelled = isDeleted || job === undefined || job.status === 'cancelled';
  const isTold = assignment.releasedAt !== null || assignment.status !== 'scheduled';
  return {
    uid: `${assignment.id}@${tenant}.dispatchkit`,
    sequence: assignment.version - 1,
    createdAt: assignment.createdAt,
    updatedAt: assignment.updatedAt,
    startsAt: assignment.startsAt,
    endsAt: assignment.endsAt,
    summary: job ? `${job.number} ${job.title}` : 'Job',
    description: details,
    location: place,
    position: site?.position ?? null,
    categories: job ? [job.type] : [],
    status: isCancelled ? ('cancelled' as const) : isTold ? ('confirmed' as const) : ('tentative' as const),
  };
}

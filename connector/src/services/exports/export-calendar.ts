import type { Assignment, Job, Site } from '@dispatchkit/contract';
import { type CalendarEntry, calendarEnd, calendarEntry, calendarStart } from '../../export/ics.ts';
import type { Page } from '../../ports/store.ts';
import { allow, type Scope } from '../access.ts';
import type { ActorContext } from '../actor.ts';
import type { ServiceOptions } from '../service-options.ts';
import { type ExportFile, fileNameOf } from './export-file.ts';
import { formerAssignmentsOf } from './former-assignments.ts';
import { openPages, type Selection } from './pages.ts';
import { type RelatedKind, readableKinds, relatedOf } from './related.ts';

const told: readonly RelatedKind[] = ['jobs', 'sites', 'customers', 'technicians'];

/**
 * Assignments as an iCalendar file. Cancelled jobs are told as cancelled. With `updatedSince` come those that changed since, or whose job
 * did; and as cancelled those deleted since or, where the file is of some technicians, given to others since, so that a calendar that has
 * them drops them.
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
  const { pages, scope, total } = await openPages(reader, actor, 'assignments', { ...filters, orJobChanged: true });

  async function* text(): AsyncGenerator<string, void, void> {
    yield calendarStart(calendarName ?? settings.name);
    for await (const page of pages) {
      const gone = await deletedOf(page);
      const deletedJobs = await deletedJobsOf(gone);
      const related = await relatedOf(reader, scope, 'assignments', [...page.items, ...gone], needs);
      const entry = (assignment: Assignment, isDeleted: boolean) => {
        const job = related.job(assignment.jobId) ?? deletedJobs.get(assignment.jobId);
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
    yield (await formerOf(scope)).map(calendarEntry).join('');
    yield calendarEnd;
  }

  async function deletedOf({ deleted }: Page<Assignment>): Promise<Assignment[]> {
    const records = await Promise.all(deleted.map(({ id }) => reader.getDeleted('assignments', id)));
    return records.filter((record) => record !== undefined);
  }

  /** What was deleted counts on from where it was. */
  async function deletedJobsOf(gone: readonly Assignment[]): Promise<ReadonlyMap<string, Job>> {
    const ids = [...new Set(gone.map(({ jobId }) => jobId))];
    const jobs = await Promise.all(ids.map((id) => reader.getDeleted('jobs', id)));
    return new Map(jobs.flatMap((job) => (job ? [[job.id, job]] : [])));
  }

  async function formerOf({ ownedBy }: Scope): Promise<CalendarEntry[]> {
    const { updatedSince, technicianId } = filters;
    const whose = ownedBy === undefined ? technicianId : [ownedBy];
    if (updatedSince === undefined || whose === undefined) return [];
    const former = await formerAssignmentsOf(reader, whose, new Date(updatedSince).toISOString());
    const jobs = new Map(
      (
        await reader.getMany(
          'jobs',
          former.map(({ jobId }) => jobId),
        )
      ).map((job) => [job.id, job]),
    );
    return former.map((assignment) => cancellationOf(assignment, actor.tenant, jobs.get(assignment.jobId)));
  }

  return {
    name: fileNameOf(settings, clock, calendarName ?? 'assignments', 'ics'),
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
function entryOf(assignment: Assignment, { tenant, job, site, customer, technician, isDeleted }: About): CalendarEntry {
  const place = [site?.name, site?.address].filter((part, i, parts) => part && parts.indexOf(part) === i).join(', ');
  const details = [technician, customer, job?.description, assignment.notes].filter(Boolean).join('\n');
  const isCancelled = isDeleted || job === undefined || job.status === 'cancelled';
  const isTold = assignment.releasedAt !== null || assignment.status !== 'scheduled';
  return {
    uid: uidOf(assignment, tenant),
    ...revisionOf(assignment, job),
    startsAt: assignment.startsAt,
    endsAt: assignment.endsAt,
    summary: job ? `${job.number} ${job.title}` : 'Job',
    description: details,
    location: place,
    position: site?.position ?? null,
    categories: job ? [job.type] : [],
    status: isCancelled ? 'cancelled' : isTold ? 'confirmed' : 'tentative',
  };
}

/** Taken out of the calendar of somebody who has it no more: no word of where it went or what has become of it. */
function cancellationOf(assignment: Assignment, tenant: string, job: Job | undefined): CalendarEntry {
  const { startsAt, endsAt } = assignment;
  const summary = job?.number ?? 'Job';
  return { uid: uidOf(assignment, tenant), ...revisionOf(assignment, job), startsAt, endsAt, summary, status: 'cancelled' };
}

function uidOf({ id }: Assignment, tenant: string): string {
  return `${id}@${tenant}.dispatchkit`;
}

/** An entry tells of the assignment and of its job, so a change of either is a revision. Versions only rise, and so does their sum. */
function revisionOf(assignment: Assignment, job: Job | undefined): Pick<CalendarEntry, 'sequence' | 'createdAt' | 'updatedAt'> {
  return {
    sequence: assignment.version + (job?.version ?? 1) - 2,
    createdAt: assignment.createdAt,
    updatedAt: job !== undefined && job.updatedAt > assignment.updatedAt ? job.updatedAt : assignment.updatedAt,
  };
}

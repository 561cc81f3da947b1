import { deriveJobStatus } from '@dispatchkit/contract/words';
import { completeJob } from '../job-number.ts';
import { mergeCustom } from '../merge-patch.ts';
import { type Definition, endsAfter } from './definition.ts';

const maxSkippedDays = 400;

export const jobs: Definition<'jobs'> = {
  noun: 'job',
  actions: { read: 'jobs:read', write: 'jobs:write', delete: 'jobs:delete' },
  events: { created: 'job.created', changed: 'job.changed', deleted: 'job.deleted' },
  defaultSort: '-priority,dueAt',
  references: [
    { field: 'customerId', kind: 'customers' },
    { field: 'siteId', kind: 'sites' },
    { field: 'equipmentIds', kind: 'equipment' },
  ],
  customEntity: 'job',
  subject: ({ id }) => ({ jobId: id }),
  // Who deletes the job of a day of a series leaves that day out.
  follow: async ({ writer }, after, before) => {
    if (after || !before?.seriesId || !before.occurrenceOn) return;
    const series = await writer.get('series', before.seriesId);
    if (!series || series.skippedDays.includes(before.occurrenceOn) || series.skippedDays.length >= maxSkippedDays) return;
    await writer.put('series', { ...series, skippedDays: [...series.skippedDays, before.occurrenceOn].toSorted() });
  },
  complete: async ({ writer }, job, before) => (before ? job : completeJob(writer, job)),
  faults: (job) => [
    ...endsAfter(job.windowStartsAt, job.windowEndsAt, '/windowEndsAt', 'The window must end after it starts.'),
    ...(job.completedAt !== null && job.status !== 'completed'
      ? [{ pointer: '/completedAt', detail: 'Only a completed job has a time of completion.' }]
      : []),
  ],
  fresh: (command, id, at) => ({
    id,
    externalRef: command.externalRef ?? null,
    custom: mergeCustom({}, command.custom ?? {}),
    // Given by the connector when left out, once the record is about to be stored.
    number: command.number ?? '',
    type: command.type ?? 'service_call',
    title: command.title,
    description: command.description ?? '',
    priority: command.priority ?? 'normal',
    status: deriveJobStatus(command.explicitStatus ?? null, []),
    explicitStatus: command.explicitStatus ?? null,
    statusReason: command.statusReason ?? null,
    customerId: command.customerId ?? null,
    siteId: command.siteId ?? null,
    durationMinutes: command.durationMinutes ?? 60,
    skills: command.skills ?? [],
    certifications: command.certifications ?? [],
    equipmentIds: command.equipmentIds ?? [],
    territory: command.territory ?? null,
    requestedAt: command.requestedAt === undefined ? at : command.requestedAt,
    windowStartsAt: command.windowStartsAt ?? null,
    windowEndsAt: command.windowEndsAt ?? null,
    dueAt: command.dueAt ?? null,
    completedAt: command.completedAt ?? (command.explicitStatus === 'completed' ? at : null),
    source: command.source ?? null,
    quotedPrice: command.quotedPrice ?? null,
  }),
};

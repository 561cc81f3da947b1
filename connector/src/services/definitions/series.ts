import { customFaults } from '../custom-fields.ts';
import { expectNoFaults } from '../errors.ts';
import { mergeCustom } from '../merge-patch.ts';
import { fitJobs, maxListed, maxSeriesIdLength } from '../series/generate-jobs.ts';
import { ruleFault, ruleOf } from '../series/series-days.ts';
import { type Definition, nobody } from './definition.ts';

export const series: Definition<'series'> = {
  noun: 'series',
  actions: { read: 'series:read', write: 'series:write', delete: 'series:write' },
  events: { created: 'series.created', changed: 'series.changed', deleted: 'series.deleted' },
  defaultSort: 'name',
  references: [
    { field: 'job.customerId', kind: 'customers' },
    { field: 'job.siteId', kind: 'sites' },
    { field: 'job.equipmentIds', kind: 'equipment' },
  ],
  subject: nobody,
  faults: ({ id, job, timeZone, ...series }) => {
    const { windowStartsAtTime, windowEndsAtTime } = job;
    const fault = ruleFault(ruleOf({ ...series, job }), timeZone ?? 'UTC');
    return [
      ...(id.length > maxSeriesIdLength
        ? [{ pointer: '/id', detail: `The id of a series has at most ${maxSeriesIdLength} characters.` }]
        : []),
      ...(fault === null ? [] : [{ pointer: '/rule', detail: `${fault}.` }]),
      ...((windowStartsAtTime === null) === (windowEndsAtTime === null)
        ? []
        : [{ pointer: '/job/windowEndsAtTime', detail: 'Give both times of the window, or none.' }]),
    ];
  },
  async complete({ writer }, series, before) {
    const { customFields } = await writer.settings();
    const faults = customFaults('job', series.job.custom, customFields, before?.job.custom);
    expectNoFaults(faults.map(({ pointer, detail }) => ({ pointer: `/job${pointer}`, detail })));
    return series;
  },
  async follow({ writer }, after, before) {
    const { created, changed, removed } = await fitJobs(writer, after, before);
    if (created + changed + removed <= maxListed) return;
    writer.describe({ type: after ? (before ? 'series.changed' : 'series.created') : 'series.deleted', reload: true });
  },
  fresh: (command, id) => ({
    id,
    externalRef: command.externalRef ?? null,
    custom: mergeCustom({}, command.custom ?? {}),
    name: command.name,
    rule: command.rule,
    startsOn: command.startsOn,
    timeZone: command.timeZone ?? null,
    horizonDays: command.horizonDays ?? 60,
    skippedDays: command.skippedDays ?? [],
    active: command.active ?? true,
    job: {
      title: command.job.title,
      description: command.job.description ?? '',
      type: command.job.type ?? 'maintenance',
      priority: command.job.priority ?? 'normal',
      customerId: command.job.customerId ?? null,
      siteId: command.job.siteId ?? null,
      durationMinutes: command.job.durationMinutes ?? 60,
      skills: command.job.skills ?? [],
      certifications: command.job.certifications ?? [],
      equipmentIds: command.job.equipmentIds ?? [],
      territory: command.job.territory ?? null,
      windowStartsAtTime: command.job.windowStartsAtTime ?? null,
      windowEndsAtTime: command.job.windowEndsAtTime ?? null,
      custom: mergeCustom({}, command.job.custom ?? {}),
    },
    generatedUntil: null,
  }),
};

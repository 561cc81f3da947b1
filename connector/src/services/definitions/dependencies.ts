import { expectNoCycle } from '../dependency-cycle.ts';
import { mergeCustom } from '../merge-patch.ts';
import { withinReach } from '../reach.ts';
import type { Definition } from './definition.ts';

export const dependencies: Definition<'dependencies'> = {
  noun: 'dependency',
  actions: { read: 'dependencies:read', write: 'dependencies:write', delete: 'dependencies:write' },
  events: { created: 'dependency.created', changed: 'dependency.changed', deleted: 'dependency.deleted' },
  defaultSort: 'createdAt',
  references: [
    { field: 'jobId', kind: 'jobs' },
    { field: 'dependsOnJobId', kind: 'jobs' },
  ],
  subject: ({ jobId }) => ({ jobId }),
  faults: ({ jobId, dependsOnJobId }) =>
    jobId === dependsOnJobId ? [{ pointer: '/dependsOnJobId', detail: 'A job cannot wait for itself.' }] : [],
  async complete({ writer, actor }, dependency) {
    await expectNoCycle(writer, withinReach(writer, actor), dependency);
    return dependency;
  },
  fresh: (command, id) => ({
    id,
    externalRef: command.externalRef ?? null,
    custom: mergeCustom({}, command.custom ?? {}),
    jobId: command.jobId,
    dependsOnJobId: command.dependsOnJobId,
    type: command.type ?? 'finish_to_start',
    lagMinutes: command.lagMinutes ?? 0,
  }),
};

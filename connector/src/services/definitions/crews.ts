import { mergeCustom } from '../merge-patch.ts';
import { type Definition, nobody, none } from './definition.ts';

export const crews: Definition<'crews'> = {
  noun: 'crew',
  actions: { read: 'crews:read', write: 'crews:write', delete: 'crews:write' },
  events: { created: 'crew.created', changed: 'crew.changed', deleted: 'crew.deleted' },
  defaultSort: 'name',
  references: [{ field: 'leadId', kind: 'technicians' }],
  subject: nobody,
  faults: none,
  fresh: (command, id) => ({
    id,
    externalRef: command.externalRef ?? null,
    custom: mergeCustom({}, command.custom ?? {}),
    name: command.name,
    color: command.color ?? '#4263eb',
    technicianIds: command.technicianIds ?? [],
    leadId: command.leadId ?? null,
  }),
};

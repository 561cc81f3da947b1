import { mergeCustom } from '../merge-patch.ts';
import { type Definition, nobody, none } from './definition.ts';

export const equipment: Definition<'equipment'> = {
  noun: 'piece of equipment',
  actions: { read: 'equipment:read', write: 'equipment:write', delete: 'equipment:write' },
  events: { created: 'equipment.created', changed: 'equipment.changed', deleted: 'equipment.deleted' },
  defaultSort: 'name',
  references: [],
  customEntity: 'equipment',
  subject: nobody,
  faults: none,
  fresh: (command, id) => ({
    id,
    externalRef: command.externalRef ?? null,
    custom: mergeCustom({}, command.custom ?? {}),
    name: command.name,
    type: command.type ?? '',
    notes: command.notes ?? '',
  }),
};

import { mergeCustom } from '../merge-patch.ts';
import { type Definition, stretchFaults } from './definition.ts';

export const timeOff: Definition<'timeOff'> = {
  noun: 'time off',
  actions: { read: 'time_off:read', write: 'time_off:write', delete: 'time_off:write' },
  events: { created: 'time_off.created', changed: 'time_off.changed', deleted: 'time_off.deleted' },
  defaultSort: 'startsAt',
  references: [{ field: 'technicianId', kind: 'technicians' }],
  subject: ({ technicianId }) => ({ technicianId }),
  faults: (stretch) => stretchFaults(stretch),
  fresh: (command, id) => ({
    id,
    externalRef: command.externalRef ?? null,
    custom: mergeCustom({}, command.custom ?? {}),
    technicianId: command.technicianId,
    startsAt: command.startsAt,
    endsAt: command.endsAt,
    reason: command.reason ?? '',
  }),
};

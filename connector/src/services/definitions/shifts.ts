import { mergeCustom } from '../merge-patch.ts';
import { type Definition, endsAfter, stretchFaults } from './definition.ts';

const ms = Date.parse;

export const shifts: Definition<'shifts'> = {
  noun: 'shift',
  actions: { read: 'shifts:read', write: 'shifts:write', delete: 'shifts:write' },
  events: { created: 'shift.created', changed: 'shift.changed', deleted: 'shift.deleted' },
  defaultSort: 'startsAt',
  references: [{ field: 'technicianId', kind: 'technicians' }],
  subject: ({ technicianId }) => ({ technicianId }),
  faults: (shift) => [
    ...stretchFaults(shift),
    ...shift.breaks.flatMap((pause, i) => [
      ...endsAfter(pause.startsAt, pause.endsAt, `/breaks/${i}/endsAt`, 'A break must end after it starts.'),
      ...(ms(pause.startsAt) < ms(shift.startsAt) || ms(pause.endsAt) > ms(shift.endsAt)
        ? [{ pointer: `/breaks/${i}`, detail: 'A break lies inside its shift.' }]
        : []),
    ]),
  ],
  fresh: (command, id) => ({
    id,
    externalRef: command.externalRef ?? null,
    custom: mergeCustom({}, command.custom ?? {}),
    technicianId: command.technicianId,
    startsAt: command.startsAt,
    endsAt: command.endsAt,
    breaks: command.breaks ?? [],
  }),
};

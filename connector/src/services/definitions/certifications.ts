import { mergeCustom } from '../merge-patch.ts';
import { type Definition, none } from './definition.ts';

export const certifications: Definition<'certifications'> = {
  noun: 'certification',
  actions: { read: 'certifications:read', write: 'certifications:write', delete: 'certifications:write' },
  events: { created: 'certification.created', changed: 'certification.changed', deleted: 'certification.deleted' },
  defaultSort: 'expiresOn',
  references: [{ field: 'technicianId', kind: 'technicians' }],
  subject: ({ technicianId }) => ({ technicianId }),
  faults: none,
  fresh: (command, id) => ({
    id,
    externalRef: command.externalRef ?? null,
    custom: mergeCustom({}, command.custom ?? {}),
    technicianId: command.technicianId,
    key: command.key,
    number: command.number ?? null,
    issuedOn: command.issuedOn ?? null,
    expiresOn: command.expiresOn ?? null,
    notes: command.notes ?? '',
  }),
};

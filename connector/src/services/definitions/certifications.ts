import { shortFormFollows } from '../certification-rows.ts';
import { mergeCustom } from '../merge-patch.ts';
import type { Definition } from './definition.ts';

export const certifications: Definition<'certifications'> = {
  noun: 'certification',
  actions: { read: 'certifications:read', write: 'certifications:write', delete: 'certifications:write' },
  events: { created: 'certification.created', changed: 'certification.changed', deleted: 'certification.deleted' },
  defaultSort: 'expiresOn',
  references: [{ field: 'technicianId', kind: 'technicians' }],
  subject: ({ technicianId }) => ({ technicianId }),
  faults: ({ issuedOn, expiresOn }) =>
    issuedOn !== null && expiresOn !== null && expiresOn < issuedOn
      ? [{ pointer: '/expiresOn', detail: 'It cannot expire before it was issued.' }]
      : [],
  follow: ({ writer }, after, before) => shortFormFollows(writer, after?.technicianId ?? before?.technicianId ?? ''),
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

import { mergeCustom } from '../merge-patch.ts';
import { type Definition, nobody, none } from './definition.ts';

export const sites: Definition<'sites'> = {
  noun: 'site',
  actions: { read: 'sites:read', write: 'sites:write', delete: 'sites:write' },
  events: { created: 'site.created', changed: 'site.changed', deleted: 'site.deleted' },
  defaultSort: 'name',
  references: [{ field: 'customerId', kind: 'customers' }],
  subject: nobody,
  faults: none,
  fresh: (command, id) => ({
    id,
    externalRef: command.externalRef ?? null,
    custom: mergeCustom({}, command.custom ?? {}),
    customerId: command.customerId ?? null,
    name: command.name ?? command.address ?? '',
    address: command.address ?? '',
    district: command.district ?? null,
    position: command.position ?? null,
    geocodeQuality: command.geocodeQuality ?? (command.position ? 'exact' : 'none'),
    timeZone: command.timeZone ?? null,
    accessNotes: command.accessNotes ?? '',
  }),
};

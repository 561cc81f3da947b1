import { mergeCustom } from '../merge-patch.ts';
import { type Definition, nobody, none } from './definition.ts';

export const customers: Definition<'customers'> = {
  noun: 'customer',
  actions: { read: 'customers:read', write: 'customers:write', delete: 'customers:write' },
  events: { created: 'customer.created', changed: 'customer.changed', deleted: 'customer.deleted' },
  defaultSort: 'name',
  references: [],
  customEntity: 'customer',
  subject: nobody,
  faults: none,
  fresh: (command, id) => ({
    id,
    externalRef: command.externalRef ?? null,
    custom: mergeCustom({}, command.custom ?? {}),
    name: command.name,
    phone: command.phone ?? null,
    email: command.email ?? null,
    notes: command.notes ?? '',
  }),
};

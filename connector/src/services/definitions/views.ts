import { mergeCustom } from '../merge-patch.ts';
import { type Definition, nobody, none } from './definition.ts';

export const views: Definition<'views'> = {
  noun: 'view',
  actions: { read: 'views:read', write: 'views:write', delete: 'views:write' },
  events: { created: 'view.created', changed: 'view.changed', deleted: 'view.deleted' },
  defaultSort: 'name',
  references: [],
  subject: nobody,
  narrow: ({ id }) => ({ viewsOf: id }),
  faults: none,
  fresh: (command, id) => ({
    id,
    externalRef: command.externalRef ?? null,
    custom: mergeCustom({}, command.custom ?? {}),
    name: command.name,
    widget: command.widget,
    ownerId: command.ownerId ?? null,
    content: command.content ?? {},
  }),
};

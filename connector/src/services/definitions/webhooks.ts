import { mergeCustom } from '../merge-patch.ts';
import { type Definition, nobody, none } from './definition.ts';

export const webhooks: Definition<'webhooks'> = {
  noun: 'webhook',
  actions: { read: 'webhooks:read', write: 'webhooks:write', delete: 'webhooks:write' },
  events: { created: 'webhook.created', changed: 'webhook.changed', deleted: 'webhook.deleted' },
  defaultSort: 'url',
  references: [],
  subject: nobody,
  faults: none,
  fresh: (command, id) => ({
    id,
    externalRef: command.externalRef ?? null,
    custom: mergeCustom({}, command.custom ?? {}),
    url: command.url,
    description: command.description ?? '',
    eventTypes: command.eventTypes ?? ['*'],
    enabled: command.enabled ?? true,
    disabledReason: null,
  }),
};

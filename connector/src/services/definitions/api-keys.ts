import { mergeCustom } from '../merge-patch.ts';
import { type Definition, nobody, none } from './definition.ts';

export const apiKeys: Definition<'apiKeys'> = {
  noun: 'API key',
  actions: { read: 'api_keys:read', write: 'api_keys:write', delete: 'api_keys:write' },
  events: { created: 'api_key.created', changed: 'api_key.changed', deleted: 'api_key.deleted' },
  defaultSort: 'name',
  references: [],
  subject: nobody,
  faults: none,
  fresh: (command, id) => ({
    id,
    externalRef: command.externalRef ?? null,
    custom: mergeCustom({}, command.custom ?? {}),
    name: command.name,
    scopes: command.scopes,
    prefix: '',
    expiresAt: command.expiresAt ?? null,
    revokedAt: null,
    lastUsedAt: null,
  }),
};

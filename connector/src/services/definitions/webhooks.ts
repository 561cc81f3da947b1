import { eventTypes } from '@dispatchkit/contract/words';
import { didYouMean } from '../../internal/did-you-mean.ts';
import { mergeCustom } from '../merge-patch.ts';
import { type Definition, nobody } from './definition.ts';

export const webhooks: Definition<'webhooks'> = {
  noun: 'webhook',
  actions: { read: 'webhooks:read', write: 'webhooks:write', delete: 'webhooks:write' },
  events: { created: 'webhook.created', changed: 'webhook.changed', deleted: 'webhook.deleted' },
  defaultSort: 'url',
  references: [],
  subject: nobody,
  faults: ({ eventTypes: wanted }) =>
    wanted.flatMap((type, i) =>
      eventTypes.some((known) => matchesType(type, known)) ? [] : { pointer: `/eventTypes/${i}`, detail: noSuchType(type) },
    ),
  fresh: (command, id) => ({
    id,
    externalRef: command.externalRef ?? null,
    custom: mergeCustom({}, command.custom ?? {}),
    url: command.url,
    description: command.description ?? '',
    eventTypes: command.eventTypes ?? ['*'],
    enabled: command.enabled ?? true,
    disabledReason: null,
    signature: command.signature ?? 'v1',
    publicKey: null,
    secretRotatedAt: null,
    sinceSeq: 0,
  }),
  // What happened while nobody listened is not sent later.
  async complete({ writer }, draft, before) {
    const isSwitchedOn = draft.enabled && !before?.enabled;
    return {
      ...draft,
      sinceSeq: isSwitchedOn ? writer.seq : (before?.sinceSeq ?? draft.sinceSeq),
      disabledReason: draft.enabled ? null : draft.disabledReason,
    };
  },
  async follow({ writer }, after, before) {
    if (after === null && before) await writer.keepPrivatePart('webhooks', before.id, null);
  },
};

/** Whether a wanted type (`job.created`, `job.*`, `*`) covers this one. */
export function matchesType(wanted: string, type: string): boolean {
  return wanted === '*' || wanted === type || (wanted.endsWith('.*') && type.startsWith(wanted.slice(0, -1)));
}

function noSuchType(type: string): string {
  const meant = didYouMean(type, eventTypes);
  return `There is no such event.${meant ? ` Did you mean "${meant}"?` : ''}`;
}

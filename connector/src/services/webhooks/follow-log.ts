import type { Event, Webhook } from '@dispatchkit/contract';
import type { Ids } from '../../ports/ids.ts';
import type { Reader } from '../../ports/store.ts';
import type { FollowerReading, NewWork } from '../../ports/work.ts';
import { matchesType } from '../definitions/webhooks.ts';
import { allRecords } from '../every-record.ts';
import type { LogFollower } from '../work/handlers.ts';
import { circuitOf } from './circuit.ts';
import { deliveryKind, followerName } from './options.ts';

/** Makes a delivery of each event for each endpoint that wants it. What it will see of the event is decided when it is sent. */
export function webhookFollower(ids: Ids): LogFollower {
  return {
    name: followerName,
    mayBegin: ({ type }) => type.startsWith('webhook.'),
    async pick(_tenant, events, { reader, recall }: FollowerReading) {
      const webhooks = await enabledWebhooks(reader);
      const deliveries: NewWork[] = [];
      for (const webhook of webhooks) {
        const wanted = events.filter((event) => wants(webhook, event));
        if (wanted.length === 0) continue;
        const pausedUntilMs = circuitOf(await recall(deliveryKind, webhook.id))?.pausedUntilMs ?? 0;
        for (const event of wanted) deliveries.push(deliveryOf(webhook, event, pausedUntilMs, ids));
      }
      return deliveries;
    },
  };
}

function deliveryOf(webhook: Webhook, { seq, type, at }: Event, pausedUntilMs: number, ids: Ids): NewWork {
  return {
    id: messageId(ids),
    kind: deliveryKind,
    subject: webhook.id,
    payload: { seq, type },
    dueAtMs: Math.max(Date.parse(at), pausedUntilMs),
  };
}

/** Never with a dot, which keeps apart the parts of what is signed. */
export function messageId(ids: Ids): string {
  return `msg_${ids.next().replaceAll('.', '_')}`;
}

function wants({ eventTypes, sinceSeq }: Webhook, { seq, type }: Event): boolean {
  return seq > sinceSeq && eventTypes.some((wanted) => matchesType(wanted, type));
}

async function enabledWebhooks(reader: Reader): Promise<Webhook[]> {
  const webhooks = await allRecords(reader, 'webhooks');
  return webhooks.filter(({ enabled }) => enabled);
}

import { type HostWebhook, type HostWebhookRequest, verifyHostWebhook } from '@dispatchkit/adapters';
import { rememberHints } from './follow-hints.ts';
import { followSoon } from './host-work.ts';
import { noteHook } from './last-hook.ts';
import type { HostOptions, HostSurroundings } from './options.ts';

/** What comes within so long is looked at together. */
const gatherMs = 1_000;

/** Takes a message for a host of a tenant. It is `refused` when there is no such host, too. */
export type ReceiveHint = (tenant: string, name: string, request: HostWebhookRequest) => Promise<HostWebhook>;

export function hintReceiver(options: HostSurroundings, { mirrors, wake }: Omit<HostOptions, 'timers'>): ReceiveHint {
  const { clock, log } = options;
  return async (tenant, name, request) => {
    const mirror = mirrors.get(tenant, name);
    if (!mirror) return { is: 'refused', reason: 'There is no such host.' };
    const { manifest, settings, secrets } = mirror;
    const message = await verifyHostWebhook(manifest, request, { ...settings, ...secrets }, clock.now());
    if (message.is === 'refused') log.warn('a message of a host was refused', { tenant, host: name, reason: message.reason });
    else await noteHook(options, mirror);
    if (message.is === 'changed') {
      await rememberHints(options, mirror, message.changed);
      await followSoon(options, mirror, (Math.floor(clock.now() / gatherMs) + 1) * gatherMs);
      wake(tenant);
    }
    return message;
  };
}

import { type Host, type HostSurroundings, openHost } from '@dispatchkit/adapters';
import type { Clock } from '../../ports/clock.ts';
import type { Fetch } from '../../ports/fetch.ts';
import type { HostConfig } from '../../ports/hosts.ts';
import type { Timers } from '../../ports/timers.ts';
import type { HostSecrets } from './host-secrets.ts';

export interface WayOut {
  readonly fetch: Fetch;
  readonly clock: Clock;
  readonly timers: Timers;
  /** Without it, what a host replaces of its secrets is lost when the program ends. */
  readonly secrets?: HostSecrets | undefined;
}

/** Opens hosts by their manifests. Their addresses come from the operator's configuration, so private ones are meant. */
export function hostOpener(wayOut: WayOut): (config: HostConfig) => Host {
  return (config) => openHost(config.manifest, surroundingsFor(config, wayOut));
}

function surroundingsFor(config: HostConfig, { fetch, clock, timers, secrets: kept }: WayOut): HostSurroundings {
  const { settings, secrets } = config;
  return {
    ...kept?.(config),
    settings: { ...settings, ...secrets },
    nowMs: () => clock.now(),
    async fetch(request) {
      const { method, headers, signal } = request;
      const body = method === 'GET' || method === 'HEAD' ? undefined : await request.arrayBuffer();
      return fetch(request.url, { method, headers, signal, redirect: 'manual', ...(body?.byteLength ? { body } : {}) });
    },
    wait: (milliseconds, signal) => waiting(timers, milliseconds, signal),
  };
}

function waiting(timers: Timers, milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  if (signal?.aborted) {
    reject(signal.reason);
    return promise;
  }
  const callOff = timers.after(milliseconds, () => {
    signal?.removeEventListener('abort', giveUp);
    resolve();
  });
  function giveUp() {
    callOff();
    reject(signal?.reason);
  }
  signal?.addEventListener('abort', giveUp, { once: true });
  return promise;
}

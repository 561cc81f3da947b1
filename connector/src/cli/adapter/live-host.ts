import { type Host, HostError, openHost, withCall } from '@dispatchkit/adapters';
import { type HostErrorKind, type HostManifest, hostKinds } from '@dispatchkit/contract/manifest';
import { ensureTemporal } from '@dispatchkit/scheduling';
import { CliError } from '../fail.ts';
import type { HostSettings } from './host-settings.ts';

/** Kinds in the order of the language. */
export const inOrder = ({ kinds }: Host) => hostKinds.filter((kind) => kinds.includes(kind));

/** Opens a host from the machine of the person at the keyboard: private addresses are meant. Redirects are not followed. */
export async function openLiveHost(
  manifest: HostManifest,
  settings: HostSettings,
  send: (request: Request) => Promise<Response> = (request) => fetch(request, { redirect: 'manual' }),
): Promise<Host> {
  await ensureTemporal();
  return openHost(manifest, {
    settings,
    fetch: send,
    nowMs: () => Date.now(),
    wait: (milliseconds, signal) =>
      new Promise((fulfil, reject) => {
        const timer = setTimeout(fulfil, milliseconds);
        signal?.addEventListener('abort', () => {
          clearTimeout(timer);
          reject(signal.reason);
        });
      }),
  });
}

const cures: Partial<Record<HostErrorKind, string>> = {
  auth: 'Look at the credentials: user, secrets, and whether they are for this system.',
  forbidden: 'The host knows who asks, and does not allow it. Look at the rights of that user.',
  'not-found': 'Look at the address, and at the paths and entities of the manifest.',
  'rate-limited': 'Wait a little, or lower connection.limits of the manifest.',
  unavailable: 'Look whether the address is right, and whether the host runs and can be reached from here.',
};

/** What a host has refused, as people read it. @throws CliError */
export async function asking<T>(what: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (cause instanceof HostError) throw new CliError(`${what}: ${withCall(cause)}`, cures[cause.kind], { cause });
    throw cause;
  }
}

import type { Log } from '../../ports/log.ts';
import type { Store } from '../../ports/store.ts';
import { syncSoon } from './host-work.ts';
import type { HostOptions, HostSurroundings } from './options.ts';
import { writeThrough } from './write-through.ts';

/** A host that has not answered is tried again after so long. */
const againMs = 10_000;

/** The store that use cases write to: through to the hosts, where records are theirs. */
export function hostStore(surroundings: HostSurroundings & { readonly log: Log }, hosts: HostOptions | undefined): Store {
  if (!hosts) return surroundings.store;
  return writeThrough({
    ...surroundings,
    mirrors: hosts.mirrors,
    onQueued: (mirror) => {
      syncSoon(surroundings, mirror, againMs)
        .then(() => hosts.wake(mirror.tenant))
        .catch((cause: unknown) => surroundings.log.error('A host could not be looked at soon', { host: mirror.name }, cause));
    },
  });
}

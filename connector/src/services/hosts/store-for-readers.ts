import type { HostKindState, HostMemory, HostStore } from '../../ports/hosts.ts';
import type { Store } from '../../ports/store.ts';
import type { Timers } from '../../ports/timers.ts';
import type { HostSurroundings } from './options.ts';

const laterMs = 1_000;

/**
 * The store, for who fetches what a host has while somebody waits for the answer. A reader does not wait for the disk: what has changed is a
 * copy, kept in one unit of work with what the host said of it and where it is to be asked next; and when a host has had nothing new to say, all
 * there is to keep is where it stands, which is kept a second later. If either is lost, the host is asked the same once more.
 */
export function storeForReaders({ store, log }: HostSurroundings, timers: Timers): Store {
  const write: Store['write'] = (tenant, meta, work) => store.write(tenant, { ...meta, isCopy: true }, work);
  const waiting = new Map<string, () => void>();
  const keep: HostStore['keep'] = async (tenant, host, memory) => {
    const { state } = memory;
    if (state) {
      const key = JSON.stringify([tenant, host, state.kind]);
      waiting.get(key)?.();
      waiting.delete(key);
      const known = (await store.hosts.states(tenant, host)).find(({ kind }) => kind === state.kind);
      if (isOnlyStanding(memory) && known && isQuiet(known) && isQuiet(state)) {
        const keepNow = () => {
          waiting.delete(key);
          store.hosts
            .keep(tenant, host, memory)
            .catch((cause: unknown) => log.error('It could not be kept where a host stands', { tenant, host }, cause));
        };
        waiting.set(key, timers.after(laterMs, keepNow));
        return;
      }
    }
    await store.hosts.keep(tenant, host, memory);
  };
  return replacing(store, { write, hosts: replacing(store.hosts, { keep }) });
}

/** The same object but for some members. */
function replacing<T extends object>(whole: T, members: Partial<T>): T {
  return new Proxy(whole, {
    get(target, name) {
      if (name in members) return Reflect.get(members, name);
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

function isOnlyStanding({ facts = [], forget = [], writes = [], sent = [] }: HostMemory): boolean {
  return facts.length + forget.length + writes.length + sent.length === 0;
}

/** Nothing is under way, and nothing went wrong: of those who look nobody would notice. */
function isQuiet({ phase, isPassing, lastError }: HostKindState): boolean {
  return phase === 'steady' && !isPassing && lastError === null;
}

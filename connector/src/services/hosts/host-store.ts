import type { Reader, Store } from '../../ports/store.ts';
import { type Freshness, kindsOfRead } from './freshness.ts';
import { syncSoon } from './host-work.ts';
import type { HostOptions, HostSurroundings } from './options.ts';
import { writeThrough } from './write-through.ts';

/** A host that has not answered is tried again after so long. */
const againMs = 10_000;

/** The store of use cases: writes go through to the hosts, and reads of proxied records see to it that these are fresh. */
export function hostStore(surroundings: HostSurroundings, { mirrors, wake }: HostOptions, freshness: Freshness): Store {
  const writing = writeThrough({
    ...surroundings,
    mirrors,
    onQueued: (mirror) => {
      syncSoon(surroundings, mirror, { inMs: againMs })
        .then(() => wake(mirror.tenant))
        .catch((cause: unknown) => surroundings.log.error('A host could not be looked at soon', { host: mirror.name }, cause));
    },
  });
  const read = (tenant: string) => {
    const reader = writing.read(tenant);
    return freshness.isProxied(tenant) ? freshReader(reader, freshness) : reader;
  };
  return new Proxy(writing, {
    get(target, name) {
      if (name === 'read') return read;
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

function freshReader(reader: Reader, freshness: Freshness): Reader {
  return new Proxy(reader, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name, target);
      if (typeof value !== 'function') return value;
      return (...args: readonly unknown[]) => {
        const kinds = kindsOfRead(String(name), args);
        const call = (): unknown => Reflect.apply(value, target, args);
        if (kinds.length === 0) return call();
        return freshness.ready(target.tenant, kinds, { isBoard: name === 'snapshot' }).then(call);
      };
    },
  });
}

import type { AdapterForgotten } from '@dispatchkit/contract';
import { type ActorContext, writeMetaOf } from '../actor.ts';
import { ProblemError } from '../errors.ts';
import { creationOfWrite, forgetCreation } from './create-once.ts';
import { forgetHostSecrets } from './host-secrets.ts';
import { leaveAlone } from './host-work.ts';
import { forgetHooks } from './last-hook.ts';
import { loadOrder } from './mirrors.ts';
import type { HostSurroundings } from './options.ts';
import { letGo } from './take-in.ts';

/** So many go in one transaction, with one event. */
const atOnce = 200;

/**
 * Throws away what is kept of a host: how far it was fetched, changes that have not reached it, and which records it had; with `records`
 * also those of ours that came from it. The host is told nothing. Cut off, it is gone on with by asking for it again.
 * @param options with the store whose writes stay here
 * @throws ProblemError `in_use` while it is being fetched from
 */
export async function forgetHost(
  options: HostSurroundings,
  actor: ActorContext,
  name: string,
  { records: withRecords }: { readonly records: boolean },
): Promise<AdapterForgotten> {
  const { store } = options;
  const { tenant } = actor;
  if (!(await leaveAlone(options, tenant, name))) {
    throw new ProblemError('in_use', `${name} is being fetched from at this moment.`, {
      hint: 'Try again in a minute. While it is loaded for the first time, take it out of the configuration and restart before.',
    });
  }
  // First of all, so that whoever fetches again after an interruption begins from the beginning.
  await store.hosts.beginAnew(tenant, name);
  await forgetHostSecrets(store, tenant, name);
  await forgetHooks(store, tenant, name);
  const writes = await forgetWrites(options, tenant, name);
  let [known, records] = [0, 0];
  // What refers to others goes before those.
  for (const kind of loadOrder.toReversed()) {
    for (;;) {
      actor.signal?.throwIfAborted();
      const hostIds = await store.hosts.hostIds(tenant, name, kind, '', atOnce);
      if (hostIds.length === 0) break;
      known += hostIds.length;
      const forget = hostIds.map((hostId) => ({ kind, hostId }));
      if (!withRecords) {
        await store.hosts.keep(tenant, name, { forget });
        continue;
      }
      const facts = await store.hosts.factsOf(tenant, name, kind, hostIds);
      const { result, event } = await store.write(tenant, writeMetaOf(actor), async (writer) => {
        await letGo(
          writer,
          kind,
          facts.flatMap(({ id }) => id ?? []),
        );
        await writer.keepOfHost(name, { forget });
        writer.describe({ type: 'host.synced', reload: true });
        return writer.changes.filter(({ record }) => record === null).length;
      });
      records += result;
      // Without a change nothing is written.
      if (!event) await store.hosts.keep(tenant, name, { forget });
    }
  }
  return { known, writes, records };
}

async function forgetWrites({ store }: HostSurroundings, tenant: string, name: string): Promise<number> {
  for (let count = 0; ; ) {
    const writes = await store.hosts.writes(tenant, name, { limit: atOnce });
    if (writes.length === 0) return count;
    for (const { id } of writes) await forgetCreation(store, { tenant, name }, creationOfWrite(id));
    await store.hosts.keep(tenant, name, { sent: writes.map(({ id }) => id) });
    count += writes.length;
  }
}

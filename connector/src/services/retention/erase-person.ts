import type { Customer, Technician } from '@dispatchkit/contract';
import type { Erasure } from '../../ports/retention.ts';
import type { Records, Store } from '../../ports/store.ts';
import { allow } from '../access.ts';
import { type ActorContext, writeMetaOf } from '../actor.ts';
import { notFound } from '../errors.ts';
import type { ServiceOptions } from '../service-options.ts';
import { expectVersion } from '../versions.ts';

/** Rewritten in one transaction. */
const eventsAtOnce = 100;

/** What says who somebody is, and what is shown instead. */
const erased = {
  customers: { externalRef: null, custom: {}, name: 'Erased', phone: null, email: null, notes: '' },
  technicians: { externalRef: null, custom: {}, name: 'Erased', phone: null, email: null, home: null, position: null },
  sites: { externalRef: null, custom: {}, name: '', address: '', position: null, geocodeQuality: 'none', accessNotes: '' },
} as const;

type Person = 'customers' | 'technicians';

/**
 * Takes a person out of the records and out of the history: name, ways to reach them, notes, own fields; for a customer also
 * their sites, for a technician home and position. Jobs, times and who is whose stay, without a name. What people wrote into the texts of
 * jobs stays: nobody but a person can tell what is personal there. When it is cut off, to ask for it again does the rest.
 * @throws ProblemError `not_allowed`, `not_found`, `stale`
 */
export async function erasePerson<K extends Person>(
  { store }: ServiceOptions,
  actor: ActorContext,
  kind: K,
  id: string,
  expectedVersion: number | null,
): Promise<Records[K]> {
  allow(actor, 'settings:write');
  const siteIds: string[] = [];
  const { result } = await store.write(actor.tenant, writeMetaOf(actor), async (writer) => {
    const before: Customer | Technician | undefined = (await writer.get(kind, id)) ?? (await writer.getDeleted(kind, id));
    if (!before) throw notFound(kind === 'customers' ? 'customer' : 'technician', id);
    expectVersion(before, expectedVersion);
    siteIds.push(...(kind === 'customers' ? await sitesOf(id) : []));
    for (const site of await writer.getMany('sites', siteIds)) await writer.put('sites', { ...site, ...erased.sites });
    const isThere = (await writer.get(kind, id)) !== undefined;
    const after = { ...before, ...erased[kind] } as Records[K];
    const record = isThere ? await writer.put(kind, after) : after;
    // The event does not tell what was there before.
    writer.describe({
      type: kind === 'customers' ? 'customer.changed' : 'technician.changed',
      reload: true,
      counts: { erased: 1 + siteIds.length },
      ...(kind === 'technicians' ? { technicianId: id } : {}),
    });
    return record;

    async function sitesOf(customerId: string): Promise<string[]> {
      const ids: string[] = [];
      let cursor: string | undefined;
      do {
        const request = { filters: { customerId: [customerId], updatedSince: '' }, sort: [], limit: 500 };
        const page = await writer.list('sites', { ...request, ...(cursor === undefined ? {} : { cursor }) });
        ids.push(...page.items.map((site) => site.id), ...page.deleted.map((tombstone) => tombstone.id));
        cursor = page.nextCursor ?? undefined;
      } while (cursor !== undefined);
      return ids;
    }
  });
  await eraseHistory(store, actor.tenant, { kind, id, fields: erased[kind] });
  for (const siteId of siteIds) await eraseHistory(store, actor.tenant, { kind: 'sites', id: siteId, fields: erased.sites });
  return result;
}

/** A stretch at a time: the history of a technician is long, and others want to write meanwhile. */
async function eraseHistory({ retention }: Store, tenant: string, erasure: Erasure): Promise<void> {
  let after: number | null = 0;
  while (after !== null) after = await retention.eraseFields(tenant, erasure, after, eventsAtOnce);
}

import type { Kind } from '@dispatchkit/contract/words';
import type { Draft, Records, Store, WriteMeta, Writer } from '../ports/store.ts';
import { crewsOf, papersOf } from './crews.ts';
import { type DemoOptions, generateDemo } from './generate.ts';
import type { DemoWeek } from './week.ts';

/** Said of everything the demo writes. */
export const demoMeta: WriteMeta = { actor: { id: 'demo', name: 'Demo', role: 'system' }, method: 'system', requestId: null };

/** Writes a made-up week into a tenant, in one unit of work. Meant for an empty tenant; running it again puts the same records back. */
export async function seedDemo(store: Store, tenant: string, options: DemoOptions): Promise<DemoWeek> {
  const week = generateDemo(options);
  await store.write(tenant, demoMeta, async (writer) => {
    await writer.putSettings(week.settings);
    await putAll(writer, week);
    writer.describe({ type: 'jobs.imported', reload: true });
  });
  await seedPositions(store, tenant, week.technicians);
  return week;
}

/** In the order in which they refer to each other. Crews and papers follow from the technicians. */
const order = [
  'customers',
  'sites',
  'technicians',
  'jobs',
  'assignments',
  'shifts',
  'timeOff',
] as const satisfies readonly Kind[];

export async function putAll(writer: Writer, lists: { readonly [K in Kind]?: readonly Draft<Records[K]>[] }): Promise<void> {
  for (const kind of order) await putKind(writer, kind, lists[kind]);
  await putKind(writer, 'crews', crewsOf(lists.technicians ?? []));
  await putKind(writer, 'certifications', papersOf(lists.technicians ?? []));
}

async function putKind<K extends Kind>(
  writer: Writer,
  kind: K,
  records: readonly Draft<Records[K]>[] | undefined,
): Promise<void> {
  if (records && records.length > 0) await writer.putMany(kind, records);
}

/** Positions are live, not part of a record's history, and have a way of their own into the store. */
export async function seedPositions(store: Store, tenant: string, technicians: DemoWeek['technicians']): Promise<void> {
  const positions = new Map(technicians.flatMap(({ id, position }) => (position ? [[id, position] as const] : [])));
  if (positions.size > 0) await store.recordPositions(tenant, positions);
}

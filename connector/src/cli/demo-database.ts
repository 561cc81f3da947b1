import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Settings } from '@dispatchkit/contract';
import { dayOf, weekRange } from '@dispatchkit/scheduling';
import { catchUp, type DemoOptions, demoSettings, hasOthersWork, seedDemo, seedFromFile } from '../demo/index.ts';
import { type SourceFile, totalOf } from '../import/index.ts';
import { systemClock } from '../ports/clock.ts';
import { uuidIds } from '../ports/ids.ts';
import { silentLog } from '../ports/log.ts';
import type { Store } from '../ports/store.ts';
import { createServices } from '../services/index.ts';
import { openNativeDatabase } from '../stores/libsql/db.native.ts';
import { openLibsqlStore } from '../stores/libsql/index.ts';
import { chooseMap, sourceFile } from './files.ts';
import { progressBar } from './progress.ts';

/** Rises when the demo or the schema it was made with changes, so that nobody is shown an old one. */
const generation = 3;
/** Where the real requests that can be shown come from. */
const fileTimeZone = 'America/Los_Angeles';
const seed = 'dispatchkit';

export interface DemoSource {
  readonly data?: string | undefined;
  readonly map?: string | undefined;
  readonly shiftDates: boolean;
  readonly empty: boolean;
}

export interface DemoDatabaseOptions extends DemoSource {
  readonly directory: string;
  readonly tenant: string;
  readonly nowMs: number;
  readonly say: (line: string) => void;
}

/**
 * The database file a demo runs on, made when there is none for this week, these options and this file. One that is there is used
 * again with what people did in it; only the time that has passed is made up for. A demo nobody touched starts each day afresh.
 * @returns its path and the zone it lives in
 */
export async function prepareDemoDatabase(options: DemoDatabaseOptions): Promise<{ path: string; timeZone: string }> {
  const { directory, nowMs } = options;
  await mkdir(directory, { recursive: true });
  // A made-up week runs by the clock on the wall, so that it is a working day there whenever it is one here.
  const timeZone = options.data === undefined ? Temporal.Now.timeZoneId() : fileTimeZone;
  const demo: DemoOptions = { weekOf: dayOf(nowMs, timeZone), seed, timeZone, nowMs };
  const path = join(directory, `demo-${await fingerprint(options, demo)}.db`);
  const complete = `${path}.complete`;
  if ((await isThere(complete)) && (await keep(path, options, demo))) return { path, timeZone };
  await removeDemos(directory);
  await withDatabase(path, (store) => fill(store, options, demo));
  // Only now: a demo that was interrupted while it was made is made again, never half shown.
  await writeFile(complete, '');
  return { path, timeZone };
}

async function fingerprint({ data, map, shiftDates, empty }: DemoSource, demo: DemoOptions): Promise<string> {
  const [monday] = empty ? [''] : weekRange(demo.weekOf, 1);
  const hash = createHash('sha256').update(JSON.stringify([generation, monday, demo.timeZone, shiftDates, empty]));
  if (data !== undefined) {
    const { text } = await chooseMap(await sourceFile(data), map);
    hash.update(await readFile(data)).update(text);
  }
  return hash.digest('hex').slice(0, 12);
}

/** Whether the database goes on being used; brings it up to now then. */
async function keep(path: string, options: DemoDatabaseOptions, demo: DemoOptions): Promise<boolean> {
  const { tenant, empty, data, shiftDates, say } = options;
  return withDatabase(path, async (store) => {
    if (empty) return true;
    const [first] = await store.read(tenant).tail(0, 1);
    const isOfToday = first !== undefined && dayOf(Date.parse(first.at), demo.timeZone) === demo.weekOf;
    if (!isOfToday && !(await hasOthersWork(store, tenant))) return false;
    // Real requests with their real dates do not get done by themselves.
    const isPlay = data === undefined || shiftDates;
    const moved = isPlay ? await catchUp(store, tenant, demo) : 0;
    say(`Using the demo database of the last start${moved === 0 ? '' : `, ${moved} assignments further on`}.`);
    return true;
  });
}

async function fill(store: Store, options: DemoDatabaseOptions, demo: DemoOptions): Promise<void> {
  const { tenant, data, say } = options;
  if (options.empty) {
    await fillEmpty(store, tenant, { name: 'My company', timeZone: demo.timeZone });
    say('Starting with an empty database.');
    return;
  }
  if (data === undefined) {
    const week = await seedDemo(store, tenant, demo);
    say(`Made a demo week: ${week.jobs.length} jobs, ${week.technicians.length} technicians.`);
    return;
  }
  await fillFromFile(store, options, demo, await sourceFile(data));
}

/** A tenant with settings, and nothing else. */
export async function fillEmpty(
  store: Store,
  tenant: string,
  { name, timeZone, workingHours = null }: Pick<Settings, 'name' | 'timeZone'> & Partial<Pick<Settings, 'workingHours'>>,
): Promise<void> {
  const actor = { id: 'demo', name: 'Demo', role: 'system' } as const;
  await store.write(tenant, { actor, method: 'system', requestId: null }, async (writer) => {
    await writer.putSettings({ ...demoSettings(timeZone), name, workingHours, mapCenter: null, mapZoom: null });
    writer.describe({ type: 'settings.changed' });
  });
}

async function fillFromFile(
  store: Store,
  { tenant, map: named, shiftDates, say }: DemoDatabaseOptions,
  demo: DemoOptions,
  source: SourceFile,
): Promise<void> {
  const { map } = await chooseMap(source, named);
  say(`Importing ${source.name} as "${map.name}" …`);
  const bar = progressBar();
  try {
    const services = createServices({ store, clock: systemClock, ids: uuidIds, log: silentLog });
    const { summary, assignments } = await seedFromFile(store, services, tenant, {
      ...demo,
      map,
      source,
      shiftDates,
      onProgress: (progress) => bar.show(progress),
    });
    const reasons = [...summary.rejected, ...summary.skipped].map(([reason, count]) => `${count} ${reason}`).join(', ');
    const taken = summary.rows - totalOf(summary.rejected) - totalOf(summary.skipped);
    say(
      `Imported ${taken} of ${summary.rows} requests${reasons ? ` (left out: ${reasons})` : ''}, planned ${assignments} of them.`,
    );
  } finally {
    bar.stop();
  }
}

/** Opens a database file, and closes it whatever happens. */
export async function withDatabase<T>(path: string, work: (store: Store) => Promise<T>): Promise<T> {
  const store = await openLibsqlStore(openNativeDatabase({ url: `file:${path}` }), { clock: systemClock, log: silentLog });
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

async function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

/** All demos there are, finished or not, of whatever week and options: one is kept at a time. */
async function removeDemos(directory: string): Promise<void> {
  for (const name of await readdir(directory)) {
    if (/^demo-[0-9a-f]{12}\.db(-wal|-shm|\.complete)?$/.test(name)) await rm(join(directory, name), { force: true });
  }
}

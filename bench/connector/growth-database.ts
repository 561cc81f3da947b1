import { type Client, createClient } from '@libsql/client';
import { migrate } from '../../connector/src/stores/libsql/migrate.ts';
import { migrations } from '../../connector/src/stores/libsql/migrations/index.ts';
import { WriteQueue } from '../../connector/src/stores/libsql/write-queue.ts';
import { makeJobs, makePlaces } from '../data.ts';

const atOnce = 5_000;
/** One job in so many is not done yet, as in a company that has been at it for years. */
const openShare = 0.02;

const hurried = ['foreign_keys = off', 'synchronous = off', 'journal_mode = off', 'cache_size = -262144', 'temp_store = memory'];

/**
 * Makes a database of the connector with so many jobs of one tenant, each at a place of its own. Past the connector, and with
 * the indices built last, because a million ordinary imports take half an hour.
 */
export async function fillJobs(path: string, tenant: string, count: number): Promise<void> {
  const client = createClient({ url: `file:${path}` });
  try {
    await migrate({ client, name: path, singleConnection: false, writes: new WriteQueue() }, migrations);
    // A database that is thrown away needs no journal; with one every page is written twice.
    for (const pragma of hurried) await client.execute(`pragma ${pragma}`);
    const indices = await client.execute(
      "select name, sql from sqlite_master where type = 'index' and sql is not null and tbl_name in ('jobs', 'sites')",
    );
    for (const { name } of indices.rows) await client.execute(`drop index ${name}`);
    await insertRecords(client, tenant, count);
    for (const { sql } of indices.rows) await client.execute(String(sql));
    await client.execute(`insert into jobs_search (rowid, number, title, description, address, district, customer)
      select j.row_id, j.number || ' ' || coalesce(j.external_ref, ''), j.title, '', s.name || ' ' || s.address, s.district, null
      from jobs j join sites s on s.tenant = j.tenant and s.id = j.site_id`);
    await client.execute("insert into jobs_search (jobs_search) values ('optimize')");
    await client.execute('pragma journal_mode = wal');
  } finally {
    client.close();
  }
}

async function insertRecords(client: Client, tenant: string, count: number): Promise<void> {
  const jobs = makeJobs(count);
  const places = makePlaces(count);
  for (let start = 0; start < count; start += atOnce) {
    const sites: object[] = [];
    const records: object[] = [];
    for (let i = start; i < Math.min(count, start + atOnce); i++) {
      const job = jobs[i];
      const place = places[i];
      if (!job || !place) continue;
      const { requestedAt } = job;
      const common = { externalRef: null, version: 1, custom: {}, createdAt: requestedAt, updatedAt: requestedAt };
      const siteId = `site-${i}`;
      const position = { latitude: place.latitude, longitude: place.longitude };
      sites.push({ ...common, ...siteOf(siteId, i, job.territory), position });
      const isOpen = (i * 7919) % 1000 < openShare * 1000;
      records.push({ ...common, ...jobDefaults, ...job, siteId, status: isOpen ? 'unscheduled' : 'completed' });
    }
    const insert = (table: string, rows: object[]) => ({
      sql: `insert into ${table} (tenant, id, record) select ?, value ->> '$.id', value from json_each(?)`,
      args: [tenant, JSON.stringify(rows)],
    });
    await client.batch([insert('sites', sites), insert('jobs', records)], 'write');
  }
}

const siteOf = (id: string, index: number, district: string | null) => ({
  id,
  customerId: null,
  name: `Site ${index}`,
  address: `${1 + (index % 3999)} Street ${index % 211}`,
  district,
  geocode: { quality: 'exact', source: 'import' },
  accessNotes: '',
});

const jobDefaults = {
  customerId: null,
  explicitStatus: null,
  skills: [],
  certifications: [],
  equipmentIds: [],
  windowStartsAt: null,
  windowEndsAt: null,
  completedAt: null,
  notes: '',
};

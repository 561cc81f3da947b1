import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Client, createClient, type InStatement } from '@libsql/client';
import { migrate } from '../../connector/src/stores/libsql/migrate.ts';
import { migrations } from '../../connector/src/stores/libsql/migrations/index.ts';
import { WriteQueue } from '../../connector/src/stores/libsql/write-queue.ts';
import type { BenchOptions, Result } from '../bench.ts';
import { measure } from '../measure.ts';
import { byHand, type OrderByHand, type PersonByHand, type VisitByHand } from './by-hand.ts';
import { openConnected, tenant } from './connected.ts';
import { counts, recordCount } from './rows.ts';

/**
 * The first load of a mirror, from the host's pages into a database file, until the last record is there. Beside it a loader written for
 * this host and these tables, which knows that they are empty: it checks nothing, works nothing out, and keeps neither a log of events nor
 * what the host has said.
 */
export function mirrorLoad(url: string, folder: string, options: BenchOptions): Promise<Result[]> {
  const subject = (name: string, isReference: boolean, load: (path: string) => Promise<number>) => ({
    name,
    isReference,
    run: async () => {
      const path = join(folder, 'load.db');
      const seconds = await load(path);
      await expectAll(path);
      await removeDatabase(path);
      return { 'jobs, technicians, assignments': recordCount / seconds };
    },
  });
  return measure(
    {
      name: 'first load of a mirror',
      unit: 'records per second, more is better',
      subjects: [
        subject('by hand', true, (path) => loadByHand(path, url)),
        subject('connector', false, (path) => loadByConnector(path, url)),
      ],
    },
    options,
  );
}

async function loadByConnector(path: string, url: string): Promise<number> {
  const connector = await openConnected(path, url, 'mirror');
  const startedMs = performance.now();
  await connector.runDue();
  const seconds = (performance.now() - startedMs) / 1_000;
  await connector.close();
  return seconds;
}

/** Ours, by those of the ERP. */
interface Ids {
  readonly people: Map<string, string>;
  readonly orders: Map<string, string>;
}

async function loadByHand(path: string, url: string): Promise<number> {
  const client = createClient({ url: `file:${path}` });
  await migrate({ client, name: path, singleConnection: false, writes: new WriteQueue() }, migrations);
  await client.execute('pragma journal_mode = wal');
  const startedMs = performance.now();
  const erp = byHand(url);
  const at = new Date().toISOString();
  const ids: Ids = { people: new Map(), orders: new Map() };
  const newId = (map: Map<string, string>, ref: string) => map.set(ref, crypto.randomUUID()).get(ref) ?? '';
  for await (const people of erp.people()) {
    await insert(
      client,
      'technicians',
      people.map((person) => technicianOf(person, newId(ids.people, person.externalRef), at)),
    );
  }
  let number = 0;
  for await (const orders of erp.orders()) {
    await insert(
      client,
      'jobs',
      orders.map((order) => jobOf(order, newId(ids.orders, order.externalRef), ++number, at)),
    );
  }
  for await (const visits of erp.visits()) {
    await insert(
      client,
      'assignments',
      visits.map((visit) => assignmentOf(visit, ids, at)),
    );
  }
  const seconds = (performance.now() - startedMs) / 1_000;
  client.close();
  return seconds;
}

/** A page is a transaction, as with the connector; jobs can be searched afterwards. */
async function insert(client: Client, table: string, records: readonly { readonly id: string }[]): Promise<void> {
  const rows = JSON.stringify(records);
  const statements: InStatement[] = [
    {
      sql: `insert into ${table} (tenant, id, record) select ?, value ->> '$.id', value from json_each(?)`,
      args: [tenant, rows],
    },
  ];
  if (table === 'jobs') {
    statements.push({
      sql: `insert into jobs_search (rowid, number, title, description, address, district, customer)
        select row_id, number || ' ' || external_ref, title, '', '', null, null from jobs
        where tenant = ? and id in (select value ->> '$.id' from json_each(?))`,
      args: [tenant, rows],
    });
  }
  await client.batch(statements, 'write');
}

function technicianOf({ externalRef, name, phone }: PersonByHand, id: string, at: string) {
  return {
    ...{
      id,
      externalRef,
      custom: {},
      name,
      status: 'off_duty',
      color: '#74b816',
      phone,
      email: null,
      skills: [],
      certifications: [],
    },
    ...{ territories: [], crewId: null, home: null, timeZone: null, position: null, active: true },
    ...{ version: 1, createdAt: at, updatedAt: at },
  };
}

function jobOf({ externalRef, title, status, priority, durationMinutes, dueAt }: OrderByHand, id: string, n: number, at: string) {
  const number = `J-26-${String(n).padStart(5, '0')}`;
  const explicitStatus = status === 'completed' ? status : null;
  return {
    ...{ id, externalRef, custom: {}, number, type: 'service_call', title, description: '', priority, status, explicitStatus },
    ...{ statusReason: null, customerId: null, siteId: null, durationMinutes, skills: [], certifications: [], equipmentIds: [] },
    ...{ territory: null, requestedAt: null, windowStartsAt: null, windowEndsAt: null, dueAt },
    ...{ completedAt: explicitStatus ? at : null, source: null, quotedPrice: null, version: 1, createdAt: at, updatedAt: at },
  };
}

function assignmentOf({ externalRef, job, technician, startsAt, endsAt }: VisitByHand, known: Ids, at: string) {
  const jobId = known.orders.get(job);
  const technicianId = known.people.get(technician);
  return {
    ...{ custom: {}, status: 'scheduled', lock: 'planned', releasedAt: null, enRouteAt: null, arrivedAt: null, startedAt: null },
    ...{ completedAt: null, overridden: [], notes: '', jobId, technicianId, startsAt, endsAt, externalRef },
    ...{ id: crypto.randomUUID(), version: 1, createdAt: at, updatedAt: at },
  };
}

/** A load that has lost something has no time. */
async function expectAll(path: string): Promise<void> {
  const client = createClient({ url: `file:${path}` });
  const count = async (table: string) => Number((await client.execute(`select count(*) as n from ${table}`)).rows[0]?.n);
  const found = { orders: await count('jobs'), people: await count('technicians'), visits: await count('assignments') };
  client.close();
  for (const [list, expected] of Object.entries(counts)) {
    const is = found[list as keyof typeof found];
    if (is !== expected) throw new Error(`${is} ${list} were loaded instead of ${expected}.`);
  }
}

async function removeDatabase(path: string): Promise<void> {
  for (const suffix of ['', '-wal', '-shm']) await rm(path + suffix, { force: true });
}

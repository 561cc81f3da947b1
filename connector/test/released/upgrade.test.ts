import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { describe, test } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { systemClock } from '../../src/ports/clock.ts';
import { uuidIds } from '../../src/ports/ids.ts';
import { silentLog } from '../../src/ports/log.ts';
import { createServices, systemActor } from '../../src/services/index.ts';
import { openNativeDatabase } from '../../src/stores/libsql/db.native.ts';
import { openLibsqlStore } from '../../src/stores/libsql/index.ts';
import { type Migration, migrations } from '../../src/stores/libsql/migrations/index.ts';
import { temporaryFolder } from '../../src/stores/test-store.ts';

const programs = fileURLToPath(new URL('generated/', import.meta.url));
const released = readdirSync(programs).map((name) => ({ name, schemaVersion: Number(/\d+/.exec(name)?.[0]) }));
const tenant = 'acme';
const newest = migrations.at(-1)?.version ?? 0;
const open = (file: string, steps: readonly Migration[] = migrations) =>
  openLibsqlStore(openNativeDatabase({ url: `file:${file}` }), { clock: systemClock, log: silentLog, migrations: steps });

describe('an upgrade without a pause', () => {
  for (const { name, schemaVersion } of released) {
    test(`a connector of schema ${schemaVersion} reads and writes on while this one brings the schema to ${newest} and works beside it`, async () => {
      const folder = await temporaryFolder();
      const file = join(folder.path, 'live.db');
      const old = startOld(join(programs, name), file);
      await old.hasDone(3);
      assert.equal(await versionOf(file), schemaVersion);

      const store = await open(file);
      assert.equal(await versionOf(file), newest);
      const services = createServices({ store, clock: systemClock, ids: uuidIds, log: silentLog });
      const actor = systemActor(tenant);
      await services.createTechnician(actor, { id: 'new-bo', name: 'Bo Lindqvist' });
      const mine: string[] = [];
      const before = old.done.length;
      while (old.done.length < before + 5 || mine.length < 20) {
        const { id } = await services.createJob(actor, { title: 'Leaking tap', siteId: 'old-bakery-shop' });
        await services.assignJob(actor, { jobId: id, technicianId: 'new-bo', startsAt: '2026-11-20T10:00:00Z', override: true });
        mine.push(id);
        await turn();
      }
      const seen = await old.finish(mine);

      const reader = store.read(tenant);
      const events = await reader.tail(0, 1_000_000);
      assert.deepEqual(
        events.map(({ seq }) => seq),
        events.map((_, i) => i + 1),
        'one gapless log of both',
      );
      assert.deepEqual(seen, { seesTheirs: mine.length, events: events.length, jobs: old.done.length + mine.length });
      assert.equal((await reader.getMany('jobs', old.done)).length, old.done.length);
      for (const q of ['oven', 'leaking']) {
        const { total } = await reader.list('jobs', { filters: { q }, sort: [], limit: 1, total: true });
        assert.equal(total, q === 'oven' ? old.done.length : mine.length, `search for ${q}`);
      }
      const bbox = { west: -123, south: 37, east: -122, north: 38 };
      const near = await reader.list('jobs', { filters: { bbox }, sort: [], limit: 1, total: true });
      assert.equal(near.total, old.done.length + mine.length, 'also by place');
      const centre = { latitude: 37.7, longitude: -122.4 };
      const { jobs: openJobs = [] } = await services.nearby(actor, { centre, limit: 1_000_000 });
      assert.equal(openJobs.length, near.total, 'also as open work nearby');
      await store.close();
      await folder.remove();
    });

    test(`data of schema ${schemaVersion} is the same after every single step`, async () => {
      const folder = await temporaryFolder();
      const file = join(folder.path, 'live.db');
      const old = startOld(join(programs, name), file);
      await old.hasDone(2);
      await old.finish([]);
      const jobs: unknown[] = [];
      for (const { version } of migrations.filter((step) => step.version >= schemaVersion)) {
        await (
          await open(
            file,
            migrations.filter((step) => step.version <= version),
          )
        ).close();
        const { client } = openNativeDatabase({ url: `file:${file}` });
        const { rows } = await client.execute(
          'select tenant, id, record, deleted_at, number, status, due_at from jobs order by id',
        );
        const check = await client.execute('pragma integrity_check');
        client.close();
        assert.equal(check.rows[0]?.integrity_check, 'ok');
        jobs.push(JSON.stringify(rows));
      }
      assert.equal(new Set(jobs).size, 1);
      await folder.remove();
    });
  }

  test('steps only add: no table or column goes or gets another name while a program may still use it', () => {
    for (const { version, name, statements } of migrations) {
      for (const statement of statements) {
        assert.doesNotMatch(
          statement,
          /^\s*(drop\s+(table|view|trigger)|alter\s+table\s+\S+\s+(drop|rename))/i,
          `${version} ${name}`,
        );
      }
    }
  });
});

async function versionOf(file: string): Promise<number> {
  const { client } = openNativeDatabase({ url: `file:${file}` });
  const { rows } = await client.execute("select value from meta where key = 'schema_version'");
  client.close();
  return Number(rows[0]?.value);
}

function startOld(program: string, file: string) {
  const script = fileURLToPath(new URL('old-connector.ts', import.meta.url));
  const child: ChildProcess = spawn(process.execPath, ['--conditions=dispatchkit-source', script, program, file, tenant], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const done: string[] = [];
  let last: object | undefined;
  const waiting = new Set<() => void>();
  const lines = createInterface({ input: child.stdout! });
  lines.on('line', (line) => {
    const said = JSON.parse(line) as { done?: string };
    if (said.done !== undefined) done.push(said.done);
    else last = said;
    for (const look of waiting) look();
  });
  const ended = once(child, 'exit');
  return {
    done,
    /** Resolves once it has done so many visits. */
    async hasDone(count: number): Promise<void> {
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      const look = () => {
        if (done.length >= count) resolve();
      };
      waiting.add(look);
      look();
      void ended.then(() => reject(new Error('The old program has ended.')));
      await promise.finally(() => waiting.delete(look));
    },
    /** Lets it finish and tell what it sees of these. */
    async finish(ids: readonly string[]): Promise<object | undefined> {
      child.stdin!.end(ids.join('\n'));
      const [code] = await ended;
      assert.equal(code, 0);
      return last;
    },
  };
}

import assert from 'node:assert/strict';
import { it } from 'node:test';
import { HostError } from '@dispatchkit/adapters';
import fc from 'fast-check';
import { type MirrorBench, openMirrorBench } from '../../../test/mirror-bench.ts';
import { ProblemError } from '../errors.ts';

const names = ['R0', 'R1', 'R2', 'R3'] as const;
const name = fc.constantFrom(...names);
const title = fc.constantFrom('Boiler', 'Drip', 'Lift');
const status = fc.constantFrom('unscheduled', 'completed', 'on_hold', 'cancelled', 'in_progress');

type Step = (bench: MirrorBench) => Promise<void>;

/** What happens at the host, and when it is asked. */
const readSteps: fc.Arbitrary<Step>[] = [
  fc.tuple(name, title, fc.option(name), status).map(([id, text, site, word]) => async ({ host }) => {
    host.set('jobs', id, { title: text, siteId: site, status: word });
  }),
  fc.tuple(name, title).map(
    ([id, text]) =>
      async ({ host }) =>
        host.set('sites', id, { name: text }),
  ),
  fc.tuple(fc.constantFrom('jobs', 'sites'), name).map(
    ([kind, id]) =>
      async ({ host }) =>
        host.delete(kind, id),
  ),
  fc.constant(keptBySync),
  fc.constant(async ({ host }) => {
    host.hasNoChanges = !host.hasNoChanges;
  }),
  // For one round, lists of the host leave out what is there, and known here.
  fc.uniqueArray(name, { minLength: 1 }).map((hidden) => async (bench) => {
    const { host, services, system } = bench;
    const known = { jobs: (await services.listJobs(system)).items, sites: (await services.listSites(system)).items };
    for (const kind of ['jobs', 'sites'] as const) {
      for (const { externalRef } of known[kind])
        if (hidden.some((id) => id === externalRef)) host.hidden.add(`${kind} ${externalRef}`);
    }
    try {
      bench.time.advance(900_000);
      await keptBySync(bench);
    } finally {
      host.hidden.clear();
    }
    await keptBySync(bench);
  }),
];

const steps: fc.Arbitrary<Step>[] = [
  ...readSteps,
  fc.constant(async ({ host }) => {
    host.forgetsCursors = true;
  }),
  fc.constant(async ({ host }) => {
    host.trouble = new HostError('unavailable', 'Nobody answers.');
  }),
  fc.constant(async ({ host, time }) => {
    host.trouble = undefined;
    time.advance(10_000);
  }),
  fc.constant(async ({ host }) => {
    host.refusal = 'No.';
  }),
  fc.tuple(name, title).map(([id, text]) => async ({ services, system }) => {
    const [job] = (await services.listJobs(system, { externalRef: id })).items;
    if (job) await services.changeJob(system, job.id, { title: text, description: text }, null);
  }),
  title.map((text) => async ({ services, system }) => {
    await services.createJob(system, { title: text });
  }),
  name.map((id) => async ({ services, system }) => {
    const [job] = (await services.listJobs(system, { externalRef: id })).items;
    if (job) await services.deleteJob(system, job.id, null);
  }),
  fc
    .tuple(fc.nat(3), fc.constantFrom('retryAdapterWrite', 'discardAdapterWrite'))
    .map(([place, decide]) => async ({ services, system }) => {
      const write = (await services.listAdapterWrites(system, 'erp', { state: ['conflict', 'dead'] })).items[place];
      if (write) await services[decide](system, 'erp', write.id);
    }),
];

/** Whatever lists say: what is here and at the host is not removed, nor made anew. */
async function keptBySync(bench: MirrorBench): Promise<void> {
  const { host, services, system } = bench;
  const jobs = async () => new Map((await services.listJobs(system)).items.map((job) => [job.externalRef ?? '', job]));
  const before = await jobs();
  try {
    await bench.sync();
  } finally {
    const after = await jobs();
    for (const [ref, { id, number }] of before) {
      if (host.at('jobs', ref)) assert.deepEqual([after.get(ref)?.id, after.get(ref)?.number], [id, number]);
    }
  }
}

/** What a step may end with: the connector or the host said no. */
async function attempt(step: Step, bench: MirrorBench): Promise<void> {
  try {
    await step(bench);
  } catch (error) {
    if (!(error instanceof ProblemError || error instanceof HostError)) throw error;
    if (error instanceof ProblemError) assert.notEqual(error.code, 'internal');
  }
}

/** Everything that waits is decided for the host, and everything is fetched. */
async function settle(bench: MirrorBench): Promise<void> {
  bench.host.trouble = undefined;
  bench.host.refusal = undefined;
  bench.host.hasNoChanges = false;
  bench.time.advance(3_600_000);
  await bench.sync();
  for (const { id } of (await bench.services.listAdapterWrites(bench.system, 'erp')).items) {
    await bench.services.discardAdapterWrite(bench.system, 'erp', id);
  }
  await bench.sync();
}

for (const whenAway of ['refuse', 'queue'] as const) {
  it(`whatever happens, in the end here stands what the host has, and no seq is missing (${whenAway})`, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(...steps), { maxLength: 25 }), fc.boolean(), async (given, readsSingly) => {
        const capabilities = { sites: { readsSingly }, jobs: { readsSingly } };
        const modes = { sites: 'mirror', jobs: 'mirror' } as const;
        await using bench = await openMirrorBench({ pageSize: 2, whenAway, modes, capabilities });
        for (const step of given) await attempt(step, bench);
        await settle(bench);
        const { host, services, system, store } = bench;
        const jobs = (await services.listJobs(system)).items;
        const sites = (await services.listSites(system)).items;
        const there = [...host.idsOf('jobs')].sort();
        assert.deepEqual(jobs.map(({ externalRef }) => externalRef).sort(), there);
        for (const job of jobs) {
          const row = host.at('jobs', job.externalRef ?? '') ?? {};
          assert.equal(job.title, row.title);
          const site = sites.find(({ externalRef }) => externalRef === row.siteId);
          if (host.at('sites', String(row.siteId))) assert.equal(job.siteId, site?.id ?? 'a site');
          const isExplicit = ['completed', 'on_hold', 'cancelled'].includes(String(row.status));
          assert.equal(job.explicitStatus, isExplicit ? row.status : null);
        }
        assert.deepEqual(sites.map(({ externalRef }) => externalRef).sort(), [...host.idsOf('sites')].sort());
        const seqs = (await store.read('acme').tail(0, 10_000)).map(({ seq }) => seq);
        assert.deepEqual(
          seqs,
          seqs.map((_, i) => i + 1),
        );
        const seq = await store.read('acme').lastSeq();
        await bench.sync();
        assert.equal(await store.read('acme').lastSeq(), seq, 'and then nothing is written any more');
      }),
      { numRuns: 25 },
    );
  });
}

it('whatever lists leave out for a round, nothing goes that the host has', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.oneof(...readSteps), { minLength: 12, maxLength: 20 }),
      fc.boolean(),
      async (given, readsSingly) => {
        const capabilities = { sites: { readsSingly }, jobs: { readsSingly } };
        await using bench = await openMirrorBench({ pageSize: 2, modes: { sites: 'mirror', jobs: 'mirror' }, capabilities });
        for (const step of given) await step(bench);
      },
    ),
    { numRuns: 20 },
  );
});

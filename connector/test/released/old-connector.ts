import { setImmediate as turn } from 'node:timers/promises';
import { uuidIds } from '../../src/ports/ids.ts';
import { silentLog } from '../../src/ports/log.ts';
import type { ReleasedProgram, ReleasedServices } from './program.ts';

/**
 * A released program at work in a process of its own: `old-connector.ts <program> <file> <tenant>`. Prints a line of JSON for all
 * that it has been told is done, and works until its input ends. Then it reads what the new program has written (their ids come
 * in on its input) and prints what it found.
 */
const [programFile = '', file = '', tenant = ''] = process.argv.slice(2);
const program = (await import(programFile)) as ReleasedProgram;
const clock = { now: Date.now };
const store = await program.openLibsqlStore(program.openNativeDatabase({ url: `file:${file}` }), { clock, log: silentLog });
const services = program.createServices({ store, clock, ids: uuidIds, log: silentLog });
const actor = program.systemActor(tenant);

let given = '';
let isEnded = false;
process.stdin.setEncoding('utf8').on('data', (text: string) => {
  given += text;
});
process.stdin.on('end', () => {
  isEnded = true;
});

await workDay(services);
while (!isEnded) {
  await visit(services);
  await turn();
}

const theirs = given.split('\n').filter((id) => id !== '');
const found = await Promise.all(theirs.map((id) => store.read(tenant).get('jobs', id)));
const events = await store.read(tenant).tail(0, 1_000_000);
const window = { from: '2026-11-20T00:00:00.000Z', to: '2026-11-21T00:00:00.000Z' };
const snapshot = await services.snapshot(actor, { ...window, jobs: 'all' });
say({ seesTheirs: found.filter((job) => job !== undefined).length, events: events.length, jobs: snapshot.jobs.length });
await store.close();

async function workDay({ createTechnician, createCustomer, createSite, createShift }: ReleasedServices): Promise<void> {
  await createTechnician(actor, { id: 'old-ada', name: 'Ada Reyes' });
  await createShift(actor, { technicianId: 'old-ada', startsAt: '2026-11-20T08:00:00Z', endsAt: '2026-11-20T20:00:00Z' });
  await createCustomer(actor, { id: 'old-bakery', name: 'Harbour Bakery' });
  await createSite(actor, {
    id: 'old-bakery-shop',
    name: 'Bakery',
    customerId: 'old-bakery',
    position: { latitude: 37.7, longitude: -122.4 },
  });
}

/** A job from the call to the end, with all that is written on the way. */
async function visit({ createJob, assignJob, transitionJob, snapshot: look, listJobs }: ReleasedServices): Promise<void> {
  const { id } = await createJob(actor, { title: 'Oven will not light', customerId: 'old-bakery', siteId: 'old-bakery-shop' });
  await assignJob(actor, { jobId: id, technicianId: 'old-ada', startsAt: '2026-11-20T09:00:00Z', override: true });
  await transitionJob(actor, id, { to: 'on_hold', reason: 'waits for a part' }, null);
  await listJobs(actor, { q: 'oven', sort: '-priority,dueAt', limit: 20 });
  await look(actor, { from: '2026-11-20T00:00:00.000Z', to: '2026-11-21T00:00:00.000Z', jobs: 'window' });
  say({ done: id });
}

function say(value: object): void {
  process.stdout.write(`${JSON.stringify(value)}\n`);
}

import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Client } from '@libsql/client';
import { Hono } from 'hono';
import type { JWK } from 'jose';
import { type Connector, createConnector } from '../../connector/src/app.ts';
import { parseConfig } from '../../connector/src/config/parse-config.ts';
import { systemClock } from '../../connector/src/ports/clock.ts';
import { silentLog } from '../../connector/src/ports/log.ts';
import { systemActor } from '../../connector/src/services/index.ts';
import { openNativeDatabase } from '../../connector/src/stores/libsql/db.native.ts';
import { openLibsqlStore } from '../../connector/src/stores/libsql/index.ts';
import type { Bench, Subject } from '../bench.ts';
import { makeJobs, makeTechnicians } from '../data.ts';
import { measure } from '../measure.ts';
import { type Operation, recording, replay } from './recording.ts';
import { type Call, officeSteps, type Step } from './requests.ts';

const tenant = 'bench';
const jobs = makeJobs(10_000);
const technicians = makeTechnicians(24);
const steps = officeSteps(
  jobs,
  technicians.map(({ id }) => id),
);

/**
 * The connector without sockets, beside a bare Hono route on the same kind of file that runs the very statements the connector has run for the
 * same request, and answers with the rows. The difference is what tokens, validation, rules, events and rendering cost in this process.
 */
export const connector: Bench = {
  name: 'connector',
  summary: 'milliseconds per request on 10,000 jobs, beside a bare Hono route running the same SQL',
  async run(options) {
    const folder = await mkdtemp(join(tmpdir(), 'dispatchkit-bench-'));
    try {
      options.progress('connector: seeding 10,000 jobs');
      const seeded = join(folder, 'seeded');
      await seed(seeded);
      options.progress('connector: recording the statements');
      const statements = await recordStatements(seeded, join(folder, 'recorded'));
      const subjects: Subject[] = [
        { name: 'plain', isReference: true, run: () => runPlain(seeded, join(folder, 'plain'), statements) },
        { name: 'connector', isReference: false, run: () => runConnector(seeded, join(folder, 'connector')) },
      ];
      return await measure({ name: 'connector', unit: 'ms per request', subjects }, options);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};

async function seed(path: string): Promise<void> {
  const { connector: open } = await openConnector(path);
  const actor = systemActor(tenant);
  for (const { id, name } of technicians) await open.services.createTechnician(actor, { id, name });
  const records = jobs.map(({ id, title, type, priority, durationMinutes, territory, requestedAt, dueAt }, index) => ({
    externalRef: `job-${index}`,
    ...{ id, title, type, priority, durationMinutes, territory, requestedAt, dueAt },
    site: {
      externalRef: `site-${index % 2000}`,
      name: `Site ${index % 2000}`,
      position: { latitude: 37.7 + (index % 2000) / 20_000, longitude: -122.45 + (index % 97) / 1000 },
    },
  }));
  const { rejected } = await open.services.importRecords(actor, { kind: 'jobs', records });
  if (rejected[0]) throw new Error(`The jobs of the benchmark were refused: ${rejected[0].pointer} ${rejected[0].detail}`);
  await open.close();
}

/** Statements of each call of each step, in order. */
async function recordStatements(seeded: string, path: string): Promise<Map<string, Operation[][]>> {
  await cp(seeded, path);
  const recorder: { take?: () => Operation[] } = {};
  const { connector: open, token } = await openConnector(path, (client) => {
    const recorded = recording(client);
    recorder.take = recorded.take;
    return recorded.client;
  });
  recorder.take?.();
  const statements = new Map<string, Operation[][]>();
  for (const step of steps) {
    const ofStep: Operation[][] = [];
    for (const call of step.calls) {
      await expectStatus(step, await open.fetch(requestOf(call, token)));
      ofStep.push(recorder.take?.() ?? []);
    }
    statements.set(step.name, ofStep);
  }
  await open.close();
  return statements;
}

async function runConnector(seeded: string, path: string): Promise<Record<string, number>> {
  await cp(seeded, path);
  const { connector: open, token } = await openConnector(path);
  const times = await timeSteps((step, index) => open.fetch(requestOf(step.calls[index] as Call, token)));
  await open.close();
  await removeDatabase(path);
  return times;
}

async function runPlain(
  seeded: string,
  path: string,
  statements: ReadonlyMap<string, Operation[][]>,
): Promise<Record<string, number>> {
  await cp(seeded, path);
  const { client } = openNativeDatabase({ url: `file:${path}` });
  const app = new Hono();
  let next: readonly Operation[] = [];
  app.all('*', async (context) => {
    // A body is read and parsed here as well.
    if (context.req.raw.body) await context.req.json();
    return context.json(await replay(client, next));
  });
  const times = await timeSteps((step, index) => {
    next = statements.get(step.name)?.[index] ?? [];
    return app.fetch(requestOf(step.calls[index] as Call, ''));
  });
  client.close();
  await removeDatabase(path);
  return times;
}

/** Mean milliseconds of the calls of each step, one after the other, with the answers read to the end. */
async function timeSteps(send: (step: Step, index: number) => Response | Promise<Response>): Promise<Record<string, number>> {
  const times: Record<string, number> = {};
  for (const step of steps) {
    const startedMs = performance.now();
    for (let index = 0; index < step.calls.length; index += 1) {
      const response = await send(step, index);
      if (response.status >= 400) await expectStatus(step, response);
      await response.arrayBuffer();
    }
    times[step.name] = (performance.now() - startedMs) / step.calls.length;
  }
  return times;
}

async function openConnector(
  path: string,
  wrap: (client: Client) => Client = (client) => client,
): Promise<{ connector: Connector; token: string }> {
  const database = openNativeDatabase({ url: `file:${path}` });
  const store = await openLibsqlStore({ ...database, client: wrap(database.client) }, { clock: systemClock, log: silentLog });
  let key: JWK | undefined;
  const keyFile = {
    async loadOrKeep(make: () => Promise<JWK>) {
      key ??= await make();
      return key;
    },
  };
  const open = await createConnector({ config: parseConfig(undefined, {}), store, keyFile, production: false });
  if (!open.devIssuer) throw new Error('The development issuer is off; the benchmark has no other tokens.');
  return { connector: open, token: await open.devIssuer.issue({ tenant, role: 'dispatcher' }) };
}

function requestOf({ method, path, body, ifMatch }: Call, token: string): Request {
  const headers = new Headers({ authorization: `Bearer ${token}` });
  if (ifMatch) headers.set('if-match', ifMatch);
  if (body) headers.set('content-type', 'application/json');
  return new Request(`http://127.0.0.1:8787${path}`, { method, headers, ...(body && { body: JSON.stringify(body) }) });
}

async function expectStatus(step: Step, response: Response): Promise<void> {
  if (response.status === step.expectedStatus) return;
  throw new Error(`${step.name}: ${response.status} ${await response.text()}`);
}

async function removeDatabase(path: string): Promise<void> {
  for (const suffix of ['', '-wal', '-shm']) await rm(path + suffix, { force: true });
}

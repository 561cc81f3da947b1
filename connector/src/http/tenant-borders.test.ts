import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Problem } from '@dispatchkit/contract';
import { z } from 'zod';
import { seed } from '../../test/fixture.ts';
import { samples } from '../../test/samples.ts';
import { openTestConnector, type TestConnector } from '../../test/test-connector.ts';
import { systemActor } from '../services/index.ts';
import { operations } from './operations/index.ts';
import type { Operation } from './operations/operation.ts';

/*
 * Ids of another tenant, in every parameter of every path and in every field of every body that names a record: found nowhere, and
 * nothing told of what is behind them. Operations and fields are found by themselves, so new ones are tested without being named here.
 */

const home = 'home';
const secret = 'what only those at home may know';
let subject: TestConnector;

before(async () => {
  subject = await openTestConnector();
  const { services } = subject.connector;
  const actor = systemActor(home);
  await seed(services, home);
  await services.createTechnician(actor, { id: foreign.technicians, name: secret });
  await services.createCustomer(actor, { id: foreign.customers, name: secret });
  await services.createSite(actor, { id: foreign.sites, name: secret });
  await services.createJob(actor, { id: foreign.jobs, title: secret, siteId: foreign.sites });
  await services.assignJob(actor, {
    id: foreign.assignments,
    jobId: foreign.jobs,
    technicianId: foreign.technicians,
    startsAt: '2026-11-20T09:00:00Z',
    override: true,
  });
  await services.createShift(actor, {
    id: foreign.shifts,
    technicianId: foreign.technicians,
    startsAt: '2026-11-20T08:00:00Z',
    endsAt: '2026-11-20T20:00:00Z',
  });
  await services.createTimeOff(actor, {
    id: foreign.timeOff,
    technicianId: foreign.technicians,
    startsAt: '2026-12-20T08:00:00Z',
    endsAt: '2026-12-20T20:00:00Z',
    reason: secret,
  });
  await services.createRecord(actor, 'crews', { id: foreign.crews, name: secret });
  await services.createRecord(actor, 'equipment', { id: foreign.equipment, name: secret });
  await services.createRecord(actor, 'certifications', {
    id: foreign.certifications,
    technicianId: foreign.technicians,
    key: secret,
  });
  await services.createRecord(actor, 'dependencies', { id: foreign.dependencies, jobId: foreign.jobs, dependsOnJobId: 'j1' });
  await services.createRecord(actor, 'series', {
    id: foreign.series,
    name: secret,
    rule: 'FREQ=YEARLY',
    startsOn: '2027-01-11',
    job: { title: secret },
  });
  await services.createRecord(actor, 'views', { id: foreign.views, name: secret, widget: 'job-grid' });
  await services.createApiKey(actor, { id: foreign.apiKeys, name: secret, scopes: ['jobs:read'] });
  await services.createRecord(actor, 'webhooks', {
    id: foreign.webhooks,
    url: 'https://erp.example.com/secret',
    description: secret,
  });
});
after(() => subject[Symbol.asyncDispose]());

const foreign = Object.fromEntries(
  [
    'technicians',
    'customers',
    'sites',
    'jobs',
    'assignments',
    'shifts',
    'timeOff',
    'crews',
    'equipment',
    'certifications',
    'dependencies',
    'series',
    'views',
    'apiKeys',
    'webhooks',
  ].map((kind) => [kind, `${kind}-of-home`]),
) as Record<
  | 'technicians'
  | 'customers'
  | 'sites'
  | 'jobs'
  | 'assignments'
  | 'shifts'
  | 'timeOff'
  | 'crews'
  | 'equipment'
  | 'certifications'
  | 'dependencies'
  | 'series'
  | 'views'
  | 'apiKeys'
  | 'webhooks',
  string
>;

/** By the name of a parameter or field, or the end of it: `dependsOnJobId` names a job. */
const namedBy: readonly (readonly [RegExp, string])[] = [
  [/(job)Ids?$/i, foreign.jobs],
  [/(technician|lead)Ids?$/i, foreign.technicians],
  [/siteIds?$/i, foreign.sites],
  [/customerIds?$/i, foreign.customers],
  [/crewIds?$/i, foreign.crews],
  [/equipmentIds?$/i, foreign.equipment],
  [/assignmentIds?$/i, foreign.assignments],
  [/shiftId$/i, foreign.shifts],
  [/timeOffId$/i, foreign.timeOff],
  [/certificationId$/i, foreign.certifications],
  [/dependencyId$/i, foreign.dependencies],
  [/seriesId$/i, foreign.series],
  [/viewId$/i, foreign.views],
  [/apiKeyId$/i, foreign.apiKeys],
  [/webhookId$/i, foreign.webhooks],
];
const foreignIdFor = (name: string) => namedBy.find(([pattern]) => pattern.test(name))?.[1];
/** Ends in `Id` and names no record of the tenant: people of the host, tokens. */
const notRecords = new Set(['tokenId', 'ownerId']);

let strangers = 0;

async function ask(operation: Operation, path: string, send: unknown): Promise<{ status: number; text: string }> {
  const tenant = `stranger-${++strangers}`;
  await seed(subject.connector.services, tenant);
  const before = await Promise.all([subject.seq(home), subject.seq(tenant)]);
  const { status, body } = await subject.request<Problem>(operation.method.toUpperCase(), `/v1${path}`, {
    as: { tenant, role: 'admin' },
    ...(operation.ifMatch ? { ifMatch: '*' } : {}),
    ...(send === undefined ? {} : { send }),
  });
  const text = JSON.stringify(body ?? '');
  assert.equal(text.includes(secret), false, text);
  assert.deepEqual(await Promise.all([subject.seq(home), subject.seq(tenant)]), before, 'wrote nothing');
  return { status, text };
}

describe('ids of another tenant', () => {
  for (const operation of operations) {
    const sample = samples[operation.id] ?? {};
    const params = [...operation.path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
    for (const name of params) {
      it(`${operation.id}: in the path, as ${name}`, async () => {
        const id = foreignIdFor(name) ?? 'something-of-home';
        const query = sample.path?.includes('?') ? `?${sample.path.split('?')[1]}` : '';
        const path = `${operation.path.replace(`{${name}}`, id).replaceAll(/\{\w+\}/g, 'x')}${query}`;
        const { status, text } = await ask(operation, path, sample.send);
        assert.equal(status, 404, text);
      });
    }
    for (const { pointer, value } of operation.body ? referencesIn(operation.body, sample.send) : []) {
      it(`${operation.id}: in the body, at ${pointer}`, async () => {
        const { status, text } = await ask(operation, sample.path ?? operation.path, value);
        assert.ok(status === 422 || status === 404, `${status} ${text}`);
      });
    }
  }

  it('there are many of them', () => {
    const inBodies = operations.flatMap((operation) =>
      operation.body ? referencesIn(operation.body, samples[operation.id]?.send) : [],
    );
    assert.ok(inBodies.length > 25, String(inBodies.length));
  });
});

/** The sample body, once for each field that can name a record, with a foreign id in that field. */
function referencesIn(schema: z.ZodType, send: unknown): { pointer: string; value: unknown }[] {
  if (!(schema instanceof z.ZodObject) || typeof send !== 'object' || send === null) return [];
  return Object.entries(schema.shape as Record<string, z.ZodType>).flatMap(([name, field]) => {
    const nested = unwrap(field);
    if (nested instanceof z.ZodObject) {
      const inner: unknown = Reflect.get(send, name) ?? {};
      return referencesIn(nested, inner).map(({ pointer, value }) => ({
        pointer: `/${name}${pointer}`,
        value: { ...send, [name]: value },
      }));
    }
    if (!/Ids?$/.test(name) || notRecords.has(name)) return [];
    const id = foreignIdFor(name);
    assert.ok(id, `no foreign id is known for ${name}: add one above`);
    return [{ pointer: `/${name}`, value: { ...send, [name]: nested instanceof z.ZodArray ? [id] : id } }];
  });
}

function unwrap(schema: z.ZodType): z.ZodType {
  return schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodDefault
    ? unwrap(schema.unwrap() as z.ZodType)
    : schema;
}

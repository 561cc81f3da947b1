import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { grantOf, type Problem, type Role, roles } from '@dispatchkit/contract';
import { seed } from '../../test/fixture.ts';
import { withSampleHost } from '../../test/sample-host.ts';
import { type Sample, samples } from '../../test/samples.ts';
import { openTestConnector, type TestConnector } from '../../test/test-connector.ts';
import { operations } from './operations/index.ts';
import type { Operation } from './operations/operation.ts';

describe('who may do what', () => {
  let subject: TestConnector;
  before(async () => {
    subject = await openTestConnector(withSampleHost);
  });
  after(() => subject[Symbol.asyncDispose]());

  it('has a sample of every operation', () => {
    assert.deepEqual(Object.keys(samples).sort(), operations.map(({ id }) => id).sort());
  });

  for (const operation of operations) {
    const sample = samples[operation.id] ?? {};
    for (const role of roles) {
      const grant = grantOf(role, operation.action);
      it(`${operation.id} as ${role}: ${grant}`, async () => {
        const tenant = `${operation.id}-${role}`;
        await seed(subject.connector.services, tenant, subject.connector.store.hosts);
        const before = await subject.seq(tenant);
        const { status, body } = await ask(operation, sample, tenant, role);

        const isRefused = grant === 'none' || sample.refuses?.includes(role) === true;
        const isHidden = sample.hiddenFrom?.includes(role) === true;
        if (isRefused) {
          assert.equal(status, 403);
          assert.equal((body as Problem).code, 'not_allowed');
        } else {
          assert.equal(status, isHidden ? 404 : (operation.status ?? 200), JSON.stringify(body));
        }
        const wrote = (await subject.seq(tenant)) - before;
        if (isRefused || isHidden || operation.method === 'get') assert.equal(wrote, 0, 'events written');
        else if (!operation.eventless) assert.equal(wrote, 1, 'events written');
      });
    }

    it(`${operation.id} with a token of another tenant finds nothing and changes nothing`, async () => {
      const tenant = `${operation.id}-home`;
      const stranger = `${operation.id}-stranger`;
      await seed(subject.connector.services, tenant, subject.connector.store.hosts);
      const before = await subject.seq(tenant);
      const { status, body } = await ask(operation, sample, stranger, 'admin');

      const text = JSON.stringify(body ?? '');
      assert.equal(
        text.includes('Ada Reyes') || text.includes('Oven will not light') || text.includes('Harbour Bakery'),
        false,
        text,
      );
      if (operation.path.includes('{')) assert.equal(status, 404, text);
      else assert.ok([200, 201, 202, 404, 422].includes(status), `${status} ${text}`);
      assert.equal(await subject.seq(tenant), before, 'events written in the other tenant');
    });

    it(`${operation.id} without a token is 401 whatever is sent with it`, async () => {
      const path = `/v1${sample.path ?? operation.path}${sample.path?.includes('?') ? '&' : '?'}nonsense=1`;
      const { status, headers, body } = await subject.request<Problem>(operation.method.toUpperCase(), path, {
        as: null,
        ...(operation.body ? { raw: '{not json', headers: { 'content-type': 'text/plain' } } : {}),
      });
      assert.equal(status, 401);
      assert.equal(body.code, 'token_missing');
      assert.equal(headers.get('www-authenticate'), 'Bearer realm="dispatchkit"');
    });

    const refused = roles.find((role) => grantOf(role, operation.action) === 'none');
    if (refused) {
      it(`${operation.id} as ${refused} is 403 before anything of the request is judged`, async () => {
        const path = `/v1${sample.path ?? operation.path}${sample.path?.includes('?') ? '&' : '?'}nonsense=1`;
        const { status } = await subject.request(operation.method.toUpperCase(), path, {
          as: refused,
          ...(operation.body ? { raw: '{not json', headers: { 'content-type': 'text/plain' } } : {}),
        });
        assert.equal(status, 403);
      });
    }
  }

  describe('technicians and customers see only what is theirs', () => {
    const theirs = 'private';
    before(() => seed(subject.connector.services, theirs, subject.connector.store.hosts));

    for (const path of [
      '/jobs/j2',
      '/jobs/j2/events',
      '/technicians/t2',
      '/technicians/t2/shifts',
      '/shifts/sh2',
      '/customers/c2',
      '/sites/s2',
    ]) {
      it(`technician t1: GET ${path} is 404`, async () => {
        const { status } = await subject.request('GET', `/v1${path}`, {
          as: { tenant: theirs, role: 'technician', technicianId: 't1' },
        });
        assert.equal(status, 404);
      });
    }
    for (const path of ['/jobs/j2', '/jobs/j2/events']) {
      it(`customer of j1: GET ${path} is 404`, async () => {
        const { status } = await subject.request('GET', `/v1${path}`, { as: { tenant: theirs, role: 'customer', jobId: 'j1' } });
        assert.equal(status, 404);
      });
    }
    it('technician t1 cannot report positions of t2', async () => {
      const fix = {
        technicianId: 't2',
        latitude: 1,
        longitude: 1,
        accuracyMeters: null,
        headingDegrees: null,
        at: '2026-11-20T11:00:00Z',
      };
      const { status } = await subject.request('POST', '/v1/fixes', {
        as: { tenant: theirs, role: 'technician', technicianId: 't1' },
        send: { fixes: [fix] },
      });
      assert.ok(status === 403 || status === 404, String(status));
    });
    it('technician t1 cannot move the job of another', async () => {
      const before = await subject.seq(theirs);
      const { status } = await subject.request('POST', '/v1/jobs/j2/transitions', {
        as: { tenant: theirs, role: 'technician', technicianId: 't1' },
        send: { to: 'cancelled', reason: 'No' },
      });
      assert.ok(status === 403 || status === 404, String(status));
      assert.equal(await subject.seq(theirs), before);
    });
    for (const [path, ids] of [
      ['/jobs', ['j1']],
      ['/technicians', ['t1']],
      ['/shifts', ['sh1']],
      ['/customers', ['c1']],
      ['/sites', ['s1']],
      ['/assignments', ['a1']],
    ] as const) {
      it(`technician t1: GET ${path} lists ${ids}`, async () => {
        const { body } = await subject.request<{ items: { id: string }[] }>('GET', `/v1${path}`, {
          as: { tenant: theirs, role: 'technician', technicianId: 't1' },
        });
        assert.deepEqual(
          body.items.map(({ id }) => id),
          ids,
        );
      });
    }
  });

  function ask({ method, path, ifMatch }: Operation, sample: Sample, tenant: string, role: Role) {
    return subject.request(method.toUpperCase(), `/v1${sample.path ?? path}`, {
      as: { tenant, role, technicianId: role === 'technician' ? 't1' : null, jobId: role === 'customer' ? 'j1' : null },
      ...(ifMatch ? { ifMatch: '*' } : {}),
      ...(sample.send === undefined ? {} : { send: sample.send }),
    });
  }
});

import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { describe, it } from 'node:test';
import type { AdapterStatus, Job } from '@dispatchkit/contract';
import { HostManifest } from '@dispatchkit/contract/manifest';
import { stringify } from 'yaml';
import { MemoryHost, memoryManifest } from '../../../test/memory-host.ts';
import { openTestConnector, type TestConnector } from '../../../test/test-connector.ts';

const secret = 'the secret of the hook';
const fromSecret = `\${${'secrets.hook'}}`;
const proofs = {
  signed: {
    proof: { kind: 'hmac-sha256', header: 'x-signature', encoding: 'hex', timestampHeader: 'x-time', secret: fromSecret },
    entity: 'entity',
    ids: 'ids',
  },
  keyed: {
    handshake: { parameter: 'validationToken' },
    proof: { kind: 'query', parameter: 'key', value: fromSecret },
    entity: 'entity',
    ids: 'ids',
    expiresDays: 3,
  },
} as const;

/** Hosts `signed`, `keyed` and `silent`, each with a kind of its own. */
async function open(lines: string[] = [], mode = 'mirror') {
  const hosts = new Map([...Object.keys(proofs), 'silent'].map((name) => [name, new MemoryHost()]));
  const kinds = { signed: 'jobs', keyed: 'sites', silent: 'customers' };
  const sections = Object.entries(kinds).map(([name, kind]) => ({
    name,
    manifest: hookManifest(name),
    settings: name === 'silent' ? {} : { hook: { env: 'HOOK' } },
    resources: { [kind]: mode },
  }));
  const note = (text: string, fields?: object) => lines.push(`${text} ${JSON.stringify(fields)}`);
  const subject = await openTestConnector({
    config: stringify({ hosts: { acme: sections }, logRequests: 1 }),
    environment: { HOOK: secret },
    openHost: ({ name }) => hosts.get(name) ?? new MemoryHost(),
    log: { debug: note, info: note, warn: note, error: note },
  });
  const host = (name: string) => {
    const found = hosts.get(name);
    assert(found);
    return found;
  };
  host('signed').set('jobs', 'J1', { title: 'Boiler' });
  host('signed').set('jobs', 'J2', { title: 'Lift' });
  await subject.connector.runDue();
  return { subject, host };
}

function hookManifest(name: string): HostManifest {
  const webhooks = Object.entries(proofs).find(([known]) => known === name)?.[1];
  const { webhooks: _, ...plain } = memoryManifest;
  const rows = Object.entries(plain.resources).map(([kind, resource]) => [
    kind,
    'inJobs' in resource ? resource : { ...resource, entity: `shop.${kind}` },
  ]);
  const settings = webhooks ? { hook: { title: 'Hook', type: 'secret', required: false } } : {};
  return HostManifest.parse({ ...plain, resources: Object.fromEntries(rows), settings, ...(webhooks ? { webhooks } : {}) });
}

function signed(subject: TestConnector, message: object, { key = secret, ageMs = 0 } = {}) {
  const raw = JSON.stringify(message);
  const time = String(subject.time.now() - ageMs);
  const signature = createHmac('sha256', key).update(`${time}.${raw}`).digest('hex');
  return { as: null, raw, headers: { 'content-type': 'application/json', 'x-time': time, 'x-signature': signature } };
}

const titles = async (subject: TestConnector) =>
  (await subject.request<{ items: Job[] }>('GET', '/v1/jobs?sort=externalRef')).body.items.map(({ title }) => title);

describe('a message of a host', () => {
  it('has the records read again that it names, once for many messages', async () => {
    const { subject, host } = await open();
    await using _ = subject;
    host('signed').set('jobs', 'J1', { title: 'Boiler, urgent' });
    const before = host('signed').calls.length;
    for (let i = 0; i < 3; i++) {
      const { status } = await subject.request(
        'POST',
        '/hooks/acme/signed',
        signed(subject, { entity: 'shop.jobs', ids: ['J1'] }),
      );
      assert.equal(status, 202);
    }
    subject.time.advance(1_000);
    await subject.connector.runDue();
    assert.deepEqual(host('signed').calls.slice(before), ['get jobs J1']);
    assert.deepEqual(await titles(subject), ['Boiler, urgent', 'Lift']);
  });

  it('is a hint: what it says of the record is not believed', async () => {
    const { subject, host } = await open();
    await using _ = subject;
    const lie = { entity: 'shop.jobs', ids: ['J1', 'J3'], title: 'Free lunch' };
    await subject.request('POST', '/hooks/acme/signed', signed(subject, lie));
    host('signed').delete('jobs', 'J2');
    subject.time.advance(1_000);
    await subject.connector.runDue();
    assert.deepEqual(await titles(subject), ['Boiler', 'Lift'], 'nor is anything touched that it does not name');
    await subject.request('POST', '/hooks/acme/signed', signed(subject, { entity: 'shop.jobs', ids: ['J2'] }));
    subject.time.advance(1_000);
    await subject.connector.runDue();
    assert.deepEqual(await titles(subject), ['Boiler'], 'what is not there any more goes');
  });

  it('that names no records, or very many, has the kind asked for what has changed', async () => {
    for (const message of [{}, { entity: 'shop.jobs', ids: Array.from({ length: 51 }, (_, i) => `J${i}`) }]) {
      const { subject, host } = await open();
      await using _ = subject;
      host('signed').set('jobs', 'J9', { title: 'Roof' });
      const before = host('signed').calls.length;
      await subject.request('POST', '/hooks/acme/signed', signed(subject, message));
      subject.time.advance(1_000);
      await subject.connector.runDue();
      assert.deepEqual(
        host('signed')
          .calls.slice(before)
          .filter((call) => !call.startsWith('ids')),
        ['changes jobs'],
      );
      assert.deepEqual(await titles(subject), ['Boiler', 'Lift', 'Roof']);
    }
  });

  it('has a proxied copy refreshed that somebody has read', async () => {
    const { subject, host } = await open([], 'proxy');
    await using _ = subject;
    const message = { entity: 'shop.jobs', ids: ['J1'] };
    const tell = async () => {
      await subject.request('POST', '/hooks/acme/signed', signed(subject, message));
      subject.time.advance(1_000);
      await subject.connector.runDue();
    };
    await tell();
    assert.deepEqual(host('signed').calls, [], 'what nobody has read is not asked for');
    await titles(subject);
    host('signed').set('jobs', 'J1', { title: 'Boiler, urgent' });
    const calls = host('signed').calls.length;
    await tell();
    assert.deepEqual(host('signed').calls.slice(calls), ['get jobs J1']);
    assert.deepEqual(await titles(subject), ['Boiler, urgent', 'Lift']);
  });

  it('with a key in the address, and with a handshake', async () => {
    const { subject } = await open();
    await using _ = subject;
    const { items } = (await subject.request<{ items: AdapterStatus[] }>('GET', '/v1/adapters', { as: 'admin' })).body;
    assert.deepEqual(
      items.map(({ hookPath }) => hookPath),
      ['/hooks/acme/signed', '/hooks/acme/keyed', null],
    );
    const key = `key=${encodeURIComponent(secret)}`;
    for (const method of ['GET', 'POST']) {
      const hello = await subject.fetch(method, `/hooks/acme/keyed?${key}&validationToken=hello%20there`, { as: null });
      assert.deepEqual(
        [hello.status, await hello.text(), hello.headers.get('content-type'), hello.headers.get('x-content-type-options')],
        [200, 'hello there', 'text/plain; charset=utf-8', 'nosniff'],
      );
    }
    const page = await subject.request('GET', `/hooks/acme/keyed?${key}&validationToken=%3Cb%3Ehello`, { as: null });
    assert.equal(page.status, 404, 'nothing that could be a page comes back');
    const { status } = await subject.request('POST', `/hooks/acme/keyed?${key}`, { as: null, send: { entity: 'shop.sites' } });
    assert.equal(status, 202);
  });

  it('is known by its time, once a minute, and a subscription that has ended is noticed', async () => {
    const { subject } = await open();
    await using _ = subject;
    const key = `key=${encodeURIComponent(secret)}`;
    const status = async (name: string) =>
      (await subject.request<AdapterStatus>('GET', `/v1/adapters/${name}`, { as: 'admin' })).body;
    const told = async (name: string) => {
      const { lastHookAt, warnings } = await status(name);
      return [lastHookAt, warnings.length];
    };
    const begun = new Date(subject.time.now()).toISOString();
    assert.deepEqual(await told('keyed'), [null, 0], 'nobody has asked it to send any');
    await subject.request('POST', '/hooks/acme/keyed?key=guess&validationToken=hello', { as: null });
    assert.deepEqual(await told('keyed'), [null, 0], 'anybody can send what proves nothing');
    await subject.fetch('POST', `/hooks/acme/keyed?${key}&validationToken=hello`, { as: null });
    assert.deepEqual(await told('keyed'), [begun, 0]);
    const tell = () => subject.request('POST', `/hooks/acme/keyed?${key}`, { as: null, send: { entity: 'shop.sites' } });
    subject.time.advance(59_000);
    await tell();
    assert.deepEqual(await told('keyed'), [begun, 0], 'nothing is written for it');
    subject.time.advance(1_000);
    await tell();
    const last = new Date(subject.time.now()).toISOString();
    assert.deepEqual(await told('keyed'), [last, 0]);
    subject.time.advance(3 * 86_400_000);
    assert.deepEqual(await told('keyed'), [last, 0], 'it lives three days');
    subject.time.advance(1);
    const [warning = ''] = (await status('keyed')).warnings;
    assert(warning.startsWith(`Memory ERP has sent no message since ${last}, and its subscriptions live 3 days`), warning);
    await subject.fetch('POST', `/hooks/acme/keyed?${key}&validationToken=again`, { as: null });
    assert.deepEqual((await status('keyed')).warnings, [], 'it was renewed');
    await subject.request('POST', '/hooks/acme/signed', signed(subject, { entity: 'shop.jobs', ids: ['J1'] }));
    subject.time.advance(365 * 86_400_000);
    assert.deepEqual((await status('signed')).warnings, [], 'not every subscription ends');
  });

  it('whose sender proves nothing is answered as if there were no host', async () => {
    const lines: string[] = [];
    const { subject, host } = await open(lines);
    await using _ = subject;
    const calls = host('signed').calls.length;
    const message = { entity: 'shop.jobs', ids: ['J1'] };
    const good = signed(subject, message);
    const requests = [
      ['/hooks/acme/nobody', good],
      ['/hooks/other/signed', good],
      ['/hooks/%00/signed', good],
      ['/hooks/acme/signed', { as: null, raw: good.raw }],
      ['/hooks/acme/signed', signed(subject, message, { key: 'guess' })],
      ['/hooks/acme/signed', signed(subject, message, { ageMs: 301_000 })],
      ['/hooks/acme/signed', { ...good, raw: `${good.raw} ` }],
      ['/hooks/acme/silent', good],
      ['/hooks/acme/keyed?key=guess', { as: null, send: message }],
      ['/hooks/acme/keyed?key=guess&validationToken=hello', { as: null }],
      ['/hooks/acme/keyed?key=', { as: 'admin', send: message }],
    ] as const;
    const answers = new Set<string>();
    for (const [path, request] of requests) {
      const { status, body } = await subject.request('POST', path, request);
      const { requestId: _id, instance: _instance, ...problem } = body as Record<string, unknown>;
      answers.add(JSON.stringify([status, problem]));
    }
    assert.equal(answers.size, 1, [...answers].join('\n'));
    assert.match([...answers].join(), /^\[404,\{.*"code":"not_found"/);
    subject.time.advance(1_000);
    await subject.connector.runDue();
    assert.equal(host('signed').calls.length, calls, 'and the host is not asked');
    assert.match(lines.join('\n'), /a message of a host was refused .*"host":"signed".*too old/, 'the operator is told why');
    assert.doesNotMatch(lines.join('\n'), /guess|the secret of the hook/);
  });

  it('that is too large, and other methods, are refused', async () => {
    const { subject } = await open();
    await using _ = subject;
    const large = await subject.request('POST', '/hooks/acme/nobody', { as: null, raw: 'x'.repeat(256 * 1024 + 1) });
    assert.equal(large.status, 413);
    assert.equal((await subject.request('PATCH', '/hooks/acme/signed', { as: null, raw: '{}' })).status, 404);
  });

  it('costs its sender, and a wrong proof costs more', async () => {
    const subject = await openTestConnector({
      config: 'limits: { enabled: true, address: { quota: 20, windowSeconds: 20 } }\nserver: { trustProxy: 1 }',
    });
    await using _ = subject;
    const headers = { 'x-forwarded-for': '203.0.113.1' };
    const statuses = [];
    for (let i = 0; i < 3; i++) {
      const hook = new Request('http://127.0.0.1:8787/hooks/acme/erp', { method: 'POST', headers, body: '{}' });
      statuses.push((await subject.connector.fetch(hook, { address: '198.51.100.1' })).status);
    }
    assert.deepEqual(statuses, [404, 404, 429]);
  });
});

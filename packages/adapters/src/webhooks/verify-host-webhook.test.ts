import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { test } from 'node:test';
import { HostManifest, type HostManifestInput } from '@dispatchkit/contract/manifest';
import { verifyHostWebhook } from './verify-host-webhook.ts';

const nowMs = Date.parse('2026-11-20T08:00:00Z');
const settings = { url: 'https://erp.example.com', set: 'orders', secret: 'a shared secret é' };

function manifestWith(webhooks: HostManifestInput['webhooks']): HostManifest {
  return HostManifest.parse({
    manifest: 1,
    name: 'test-host',
    title: 'Test host',
    host: { product: 'Test', versions: '1' },
    settings: {
      url: { title: 'Address', type: 'url' },
      set: { title: 'Set', type: 'text' },
      secret: { title: 'Secret', type: 'secret' },
    },
    connection: { baseUrl: '${settings.url}' },
    transport: { kind: 'rest' },
    resources: {
      jobs: { entity: '${settings.set}', fields: { title: 'name' } },
      assignments: { inJobs: { technician: 'user', startsAt: 'start', endsAt: 'end' } },
      technicians: { entity: 'employees', fields: { name: 'name' } },
      shifts: { entity: 'shift', id: { paths: ['day', 'user'] }, fields: { startsAt: 'start' } },
    },
    webhooks,
  } satisfies HostManifestInput);
}

function request(body: unknown, { query = '', headers = {} }: { query?: string; headers?: Record<string, string> } = {}) {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return {
    url: `https://dispatch.example.com/hooks/erp${query}`,
    headers: new Headers(headers),
    body: new TextEncoder().encode(text),
  };
}

const verify = (webhooks: HostManifestInput['webhooks'], asked: ReturnType<typeof request>) =>
  verifyHostWebhook(manifestWith(webhooks), asked, settings, nowMs);

const byQuery = { kind: 'query', parameter: 'key', value: '${secrets.secret}' } as const;
const query = `?key=${encodeURIComponent(settings.secret)}`;

test('a signature over the body', async () => {
  const webhooks = {
    proof: { kind: 'hmac-sha256', header: 'X-Signature', encoding: 'base64', secret: '${secrets.secret}' },
    entity: 'doctype',
    ids: 'name',
  } as const;
  const body = JSON.stringify({ doctype: 'orders', name: 'ISS-1' });
  const signature = createHmac('sha256', settings.secret).update(body).digest('base64');
  const sent = (text: string, header: string) => verify(webhooks, request(text, { headers: { 'x-signature': header } }));
  assert.deepEqual(await sent(body, signature), {
    is: 'changed',
    changed: [
      { kind: 'jobs', ids: ['ISS-1'] },
      { kind: 'assignments', ids: undefined },
    ],
  });
  for (const [text, header] of [
    [`${body} `, signature],
    [body, signature.slice(0, -4)],
    [body, ''],
    [body, '####'],
    [body, signature.toLowerCase()],
  ] as const) {
    assert.equal((await sent(text, header)).is, 'refused', header);
  }
});

test('a signature over time and body, and not for long', async () => {
  const webhooks = {
    proof: {
      kind: 'hmac-sha256',
      header: 'X-Signature',
      encoding: 'hex',
      prefix: 'sha256=',
      timestampHeader: 'X-Timestamp',
      toleranceSeconds: 300,
      secret: '${secrets.secret}',
    },
  } as const;
  const body = '{"type":"x"}';
  const sent = async (timestamp: string, signed = timestamp, prefix = 'sha256=') => {
    const signature = prefix + createHmac('sha256', settings.secret).update(`${signed}.${body}`).digest('hex');
    return (await verify(webhooks, request(body, { headers: { 'x-signature': signature, 'x-timestamp': timestamp } }))).is;
  };
  const seconds = nowMs / 1_000;
  assert.equal(await sent(String(seconds)), 'changed');
  assert.equal(await sent(String(seconds - 300)), 'changed');
  assert.equal(await sent(String(nowMs + 299_000)), 'changed');
  assert.equal(await sent('2026-11-20T08:00:10Z'), 'changed');
  for (const [timestamp, signed, prefix] of [
    [String(seconds - 301)],
    [String(seconds + 301)],
    [String(seconds), String(seconds - 1_000)],
    [String(seconds), String(seconds), 'sha1='],
    ['', ''],
    ['soon'],
  ] as const) {
    assert.equal(await sent(timestamp ?? '', signed, prefix), 'refused', timestamp);
  }
});

test('a secret in the query, in a header, in the body', async () => {
  assert.equal((await verify({ proof: byQuery }, request({}, { query }))).is, 'changed');
  assert.equal((await verify({ proof: byQuery }, request({}, { query: '?key=wrong' }))).is, 'refused');
  assert.equal((await verify({ proof: byQuery }, request({}))).is, 'refused');
  const header = { kind: 'header', header: 'X-Key', value: 'k-${settings.set}' } as const;
  assert.equal((await verify({ proof: header }, request({}, { headers: { 'x-key': 'k-orders' } }))).is, 'changed');
  assert.equal((await verify({ proof: header }, request({}, { headers: { 'x-key': 'k-order' } }))).is, 'refused');
  const body = { kind: 'body', path: 'value.state', value: '${secrets.secret}' } as const;
  const states = (...values: unknown[]) => verify({ proof: body }, request({ value: values.map((state) => ({ state })) }));
  assert.equal((await states(settings.secret, settings.secret)).is, 'changed');
  for (const values of [[settings.secret, 'other'], [settings.secret, undefined], [], [null], [{}]]) {
    assert.equal((await states(...values)).is, 'refused', JSON.stringify(values));
  }
  assert.equal((await verify({ proof: body }, request('[]'))).is, 'refused');
  assert.equal((await verify({ proof: body }, request('no json'))).is, 'refused');
});

test('a handshake is answered with its own text, to whom the address was given', async () => {
  const body = { kind: 'body', path: 'state', value: '${secrets.secret}' } as const;
  const parameter = 'validationToken';
  const { kind: _, ...key } = byQuery;
  for (const webhooks of [
    { handshake: { parameter }, proof: byQuery },
    { handshake: { parameter, key }, proof: body },
  ]) {
    const ask = (search: string) => verify(webhooks, request('', { query: search }));
    assert.deepEqual(await ask(`${query}&validationToken=abc%201%3A-_.~%2B%2F%3D`), { is: 'handshake', answer: 'abc 1:-_.~+/=' });
    for (const search of ['?validationToken=abc', '?key=&validationToken=abc', '?key=guess&validationToken=abc']) {
      assert.equal((await ask(search)).is, 'refused', search);
    }
    for (const token of ['', '%0d%0ax', '%3Cb%3Ehello', 'a%3E', '%00', '\u00e9', 'a'.repeat(1_001)]) {
      assert.equal((await ask(`${query}&validationToken=${token}`)).is, 'refused', token);
    }
  }
  assert.equal((await verify({ handshake: { parameter, key }, proof: body }, request({ state: settings.secret }))).is, 'changed');
  assert.throws(() => manifestWith({ handshake: { parameter }, proof: body }), /otherwise anybody is answered/);
});

test('what has changed is named as closely as the message does', async () => {
  const changed = async (more: Partial<NonNullable<HostManifestInput['webhooks']>>, content: unknown) => {
    const result = await verify({ proof: byQuery, ...more }, request(content, { query }));
    return result.is === 'changed' ? Object.fromEntries(result.changed.map(({ kind, ids }) => [kind, ids])) : result;
  };
  const all = { jobs: undefined, assignments: undefined, technicians: undefined, shifts: undefined };
  const places = { entity: 'e', ids: 'i' };
  assert.deepEqual(await changed({}, {}), all);
  assert.deepEqual(await changed(places, { e: 'unheard', i: 7 }), all);
  assert.deepEqual(await changed(places, {}), all);
  assert.deepEqual(await changed(places, '<html>'), all);
  assert.deepEqual(await changed(places, `{"e":${'['.repeat(200)}${']'.repeat(200)}}`), all);
  assert.deepEqual(await changed(places, { e: 'employees', i: 7 }), { technicians: ['7'] });
  assert.deepEqual(await changed(places, { e: 'Employee', i: [7, '8', 7] }), { technicians: ['7', '8'] });
  assert.deepEqual(await changed(places, { e: 'employees', i: [7, null] }), { technicians: undefined });
  assert.deepEqual(await changed({ entity: 'e' }, { e: 'employees' }), { technicians: undefined });
  assert.deepEqual(await changed(places, { e: 'shift', i: 7 }), { shifts: undefined });
  const list = { entity: 'value.resource', ids: 'value.id' };
  const value = [
    { resource: 'api/v2.0/companies(1)/employees(7)', id: 7 },
    { resource: 'orders', id: 'a' },
    { resource: 'employees', id: 8 },
  ];
  assert.deepEqual(await changed(list, { value }), { technicians: ['7', '8'], jobs: ['a'], assignments: undefined });
});

test('forms are read, large messages are not', async () => {
  const places = { proof: byQuery, entity: 'e', ids: 'i' } as const;
  const form = request('e=employees&i=7', { query, headers: { 'content-type': 'application/x-www-form-urlencoded' } });
  assert.deepEqual(await verify(places, form), { is: 'changed', changed: [{ kind: 'technicians', ids: ['7'] }] });
  assert.equal((await verify(places, request(' '.repeat(1_000_001), { query }))).is, 'refused');
  assert.equal((await verify(undefined, request({}))).is, 'refused');
});

test('without a secret nobody is believed', async () => {
  for (const known of [{}, { secret: '' }] as Record<string, string>[]) {
    const manifest = manifestWith({ proof: byQuery });
    assert.equal(
      (await verifyHostWebhook(manifest, request({}, { query: '?key=' }), { set: 'orders', ...known }, nowMs)).is,
      'refused',
    );
  }
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { checkManifest } from './check-manifest.ts';
import { describeManifestFault } from './fault.ts';
import { soundManifest } from './test/sound-manifest.ts';

type Json = Record<string, unknown>;
const file = 'hosts/acme/manifest.json';

/** The faults of a sound manifest after one value in it was changed (undefined: taken away). */
function spoiled(pointer: string, value: unknown) {
  const manifest: Json = soundManifest();
  const keys = pointer.split('/').slice(1);
  const last = keys.pop() ?? '';
  let at = manifest;
  for (const key of keys) {
    at[key] ??= {};
    at = at[key] as Json;
  }
  if (value === undefined) delete at[last];
  else at[last] = value;
  return checkManifest(JSON.stringify(manifest, null, 2), { file });
}

const field = '/resources/jobs/fields';

describe('checkManifest', () => {
  it('has nothing to say about a sound manifest, and fills in defaults', () => {
    const { manifest, faults } = checkManifest(JSON.stringify(soundManifest()), { file });
    assert.deepEqual(faults, []);
    assert.equal(manifest?.values.instant, 'iso');
  });

  it('takes JSON that is parsed already, without lines', () => {
    const { faults } = checkManifest({ ...soundManifest(), nmae: 'x' }, { file });
    assert.deepEqual(faults, [
      {
        severity: 'fault',
        file,
        line: null,
        pointer: '/nmae',
        found: 'the key "nmae"',
        expected: 'a key of the language',
        hint: 'Did you mean "name"?',
      },
    ]);
  });

  it('says where a text is no JSON', () => {
    const { faults } = checkManifest('{\n  "manifest": 1,\n  "name": "acme" "title": 2\n}', { file });
    assert.equal(faults[0]?.line, 3);
    assert.equal(faults[0]?.expected, 'JSON');
  });

  it('refuses a key that stands twice', () => {
    assert.match(checkManifest('{"manifest": 1, "manifest": 1}', { file }).faults[0]?.found ?? '', /unique/);
  });

  it('wants as many host fields as an id has parts', () => {
    const said = (fields: Json) => {
      const manifest: Json = soundManifest();
      const resources = manifest['resources'] as Record<string, Json>;
      resources['customers'] = { entity: 'clients', id: { paths: ['company', 'number'] }, fields: { name: 'name' } };
      resources['equipment'] = { entity: 'things', id: { paths: ['company', 'number'] }, fields: { name: 'name' } };
      resources['jobs'] = { ...resources['jobs'], fields: { ...(resources['jobs']?.['fields'] as Json), ...fields } };
      return checkManifest(JSON.stringify(manifest), { file }).faults.map(({ pointer, found }) => [pointer, found]);
    };
    assert.deepEqual(said({ customerId: { paths: ['client_company', 'client'] } }), []);
    assert.deepEqual(said({ customerId: 'client' }), [[`${field}/customerId`, 'one host field']]);
    assert.deepEqual(said({ customerId: { paths: ['a', 'b', 'c'] } }), [[`${field}/customerId`, '3 host fields']]);
    const elsewhere = said({ customerId: { paths: ['a', 'b'], write: { path: 'c' } } });
    assert.deepEqual(elsewhere.at(-1), [`${field}/customerId/write`, 'another place to write to']);
    assert.deepEqual(said({ equipmentIds: 'things' }), [[`${field}/equipmentIds`, 'ids of equipment, which have 2 parts']]);
  });

  it('says which of our fields no host can fill', () => {
    const [fault] = spoiled(`${field}/version`, 'revision').faults;
    assert.match(`${fault?.expected} ${fault?.hint}`, /a host can fill .*keeps "version" of jobs by itself/);
  });

  it('collects all faults at once, each with its line', () => {
    const manifest = soundManifest();
    const text = JSON.stringify({ ...manifest, name: 'Acme', transport: { kind: 'soap' }, values: { instant: 'isoo' } }, null, 2);
    const { faults } = checkManifest(text, { file });
    assert.deepEqual(
      faults.map(({ pointer }) => pointer),
      ['/name', '/transport/kind', '/values/instant'],
    );
    for (const { line, pointer } of faults)
      assert.match(text.split('\n')[(line ?? 0) - 1] ?? '', new RegExp(`"${pointer.split('/').at(-1)}"`));
    assert.equal(faults[2]?.hint, 'Did you mean "iso"?');
  });

  const rows: [what: string, pointer: string, value: unknown, at: string, message: RegExp][] = [
    ['a title that is not mapped', `${field}/title`, undefined, field, /no "title"/],
    ['a field that is not ours', `${field}/durationMinuts`, 'x', `${field}/durationMinuts`, /Did you mean "durationMinutes"/],
    [
      'a name no field of the tenant can have',
      `${field}/custom.Gate-Code`,
      'x',
      `${field}/custom.Gate-Code`,
      /a key such as gateCode/,
    ],
    ['a field from two places', `${field}/title`, { path: 'a', constant: 'b' }, `${field}/title`, /path and constant/],
    ['a field from nowhere', `${field}/title`, {}, `${field}/title`, /no source/],
    ['an enum that is not there', `${field}/priority`, { path: 'p', enum: 'prio' }, `${field}/priority/enum`, /under enums/],
    ['a word we do not have', '/enums/status/read/done', 'complete', '/enums/status/read/done', /Did you mean "completed"/],
    ['a relation that is not there', `${field}/source`, { path: 'p', relation: 'r' }, `${field}/source/relation`, /relations/],
    ['a reference to a kind without a resource', `${field}/customerId`, 'c', `${field}/customerId`, /a kind that has a resource/],
    ['a service that is not there', '/resources/jobs/service', 'crm', '/resources/jobs/service', /connection\.services/],
    ['a setting that is not declared', '/connection/baseUrl', '${settings.adress}', '/connection/baseUrl', /"url"|Known: url/],
    [
      'a secret outside the connection',
      '/resources/jobs/calls/list',
      { path: 'x?key=${secrets.key}' },
      '/resources/jobs/calls/list/path',
      /connection and webhooks/,
    ],
    [
      'a secret by the name of a setting',
      '/resources/jobs/calls/list',
      { path: 'x?key=${settings.key}' },
      '/resources/jobs/calls/list/path',
      /It is a secret/,
    ],
    ['a record in the base URL', '/connection/baseUrl', '${settings.url}/${id}', '/connection/baseUrl', /one of \$\{settings…\}/],
    ['a placeholder that computes', '/connection/baseUrl', '${settings.url + 1}', '/connection/baseUrl', /nothing else/],
    ['a placeholder where none is replaced', '/host/product', '${settings.url}', '/host/product', /not replaced/],
    [
      'a page number that is none',
      '/resources/jobs/calls/list',
      { path: 'x/${page.nr}' },
      '/resources/jobs/calls/list/path',
      /offset/,
    ],
    [
      'a part of an id',
      '/resources/jobs/calls/get/path',
      'tasks/${id.item}',
      '/resources/jobs/calls/get/path',
      /field of the id/,
    ],
    [
      'a password in the file',
      '/connection/auth',
      { kind: 'basic', user: '${settings.url}', password: '${secrets.key}hunter2'.slice(14) },
      '/connection/auth/password',
      /a secret in the file/,
    ],
    [
      'the key of a handshake in the file',
      '/webhooks',
      {
        handshake: { parameter: 'validationToken', key: { parameter: 'key', value: 'hunter2' } },
        proof: { kind: 'body', path: 'state', value: '${secrets.key}' },
      },
      '/webhooks/handshake/key/value',
      /a secret in the file/,
    ],
    ['a default of a secret', '/settings/key/default', 'hunter2', '/settings/key/default', /a secret in the file/],
    [
      'an action on a word we do not have',
      '/resources/jobs/writes/actions',
      [{ when: { field: 'status', is: ['finished'] }, call: { path: 'x' } }],
      '/resources/jobs/writes/actions/0/when/is/0',
      /a word of jobs\.status/,
    ],
    [
      'a delta link over REST',
      '/resources/jobs/changes',
      { by: { kind: 'delta-link' } },
      '/resources/jobs/changes/by/kind',
      /odata-v4/,
    ],
  ];
  for (const [what, pointer, value, at, message] of rows) {
    it(`finds ${what}`, () => {
      const { manifest, faults } = spoiled(pointer, value);
      const found = faults.find((one) => one.severity === 'fault' && one.pointer === at);
      assert.ok(found, JSON.stringify(faults));
      assert.match(describeManifestFault(found), message);
      assert.ok(found.line !== null && found.line > 1);
      assert.equal(manifest, undefined);
      assert.doesNotMatch(JSON.stringify(faults), /hunter2/);
    });
  }

  const warnings: [what: string, pointer: string, value: unknown, at: string][] = [
    ['a label where we have one', `${field}/title`, { path: 'name', label: 'Name' }, `${field}/title/label`],
    ['a setting nobody uses', '/settings/company', { title: 'Company', type: 'text' }, '/settings/company'],
    ['an enum nobody uses', '/enums/other', { read: { a: 'low' }, unmapped: 'low' }, '/enums/other'],
    ['a relation nobody uses', '/resources/jobs/relations/r', { kind: 'detail' }, '/resources/jobs/relations/r'],
    ['a service nobody uses', '/connection/services', { crm: '${settings.url}/crm' }, '/connection/services/crm'],
    ['a bootstrap call nobody uses', '/connection/context', { user: { path: 'me' } }, '/connection/context/user'],
    ['a duration that is not mapped', `${field}/durationMinutes`, undefined, field],
    ['words nobody can write', '/enums/status/write', {}, '/enums/status/write'],
    ['two host words read as one', '/enums/status/read/closed', 'completed', '/enums/status/write'],
  ];
  for (const [what, pointer, value, at] of warnings) {
    it(`warns of ${what}, and takes the manifest`, () => {
      const { manifest, faults } = spoiled(pointer, value);
      assert.deepEqual(
        faults.map((one) => [one.severity, one.pointer]),
        [['warning', at]],
      );
      assert.ok(manifest);
    });
  }
});

describe('the folder of a manifest', () => {
  const check = (folder: Record<string, string>) =>
    checkManifest(soundManifest(), { file, folder }).faults.map(describeManifestFault);
  const fixture = JSON.stringify({ date: '2026-11-20', source: 'documentation', exchanges: [] });
  const whole = {
    'README.md': '| `title` | `durationMinutes` | `jobs.status` |\nSet `url` and `key`.',
    'fixtures/list-jobs.json': fixture,
    'fixtures/expected.json': JSON.stringify({ date: '2026-11-20', source: 'documentation', records: { jobs: [] } }),
  };

  it('is complete', () => assert.deepEqual(check(whole), []));

  it('lacks README and fixtures', () => {
    assert.deepEqual(
      check({}).map((line) => line.split(':')[0]),
      ['hosts/acme/README.md', 'hosts/acme/fixtures'],
    );
  });

  it('has a README that keeps silent', () => {
    const [fields = '', settings = ''] = check({ ...whole, 'README.md': '# Acme\nThe title and url.' });
    assert.match(fields, /jobs\.durationMinutes, jobs\.status/);
    assert.match(settings, /key/);
  });

  it('has fixtures nobody knows the origin of', () => {
    assert.deepEqual(
      check({ ...whole, 'fixtures/list-jobs.json': '{"exchanges":\n[{"request":{}}]}' }).map((line) =>
        line.replace(/: found.*/, ''),
      ),
      ['/date', '/source']
        .map((at) => `hosts/acme/fixtures/list-jobs.json:1: ${at}`)
        .concat(
          ['path', 'response'].map(
            (at) => `hosts/acme/fixtures/list-jobs.json:2: /exchanges/0/${at === 'path' ? 'request/path' : at}`,
          ),
        ),
    );
    const empty = JSON.stringify({ date: '2026-11-20', source: 'documentation', records: {} });
    assert.match(check({ ...whole, 'fixtures/expected.json': empty })[0] ?? '', /nothing of jobs/);
  });
});

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
  put(manifest, pointer, value);
  return checkManifest(JSON.stringify(manifest, null, 2), { file });
}

function put(manifest: Json, pointer: string, value: unknown): void {
  const keys = pointer.split('/').slice(1);
  const last = keys.pop() ?? '';
  let at = manifest;
  for (const key of keys) {
    at[key] ??= {};
    at = at[key] as Json;
  }
  if (value === undefined) delete at[last];
  else at[last] = value;
}

const field = '/resources/jobs/fields';

function loginWith(key: string) {
  return { kind: 'login', call: { path: 'login', body: { key } }, take: { token: 'token' } };
}

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

  describe('of a text that is no JSON', () => {
    const said = (text: string) =>
      checkManifest(text, { file: 'm.json' }).faults.map((found) => describeManifestFault(found).replace(/^m\.json:/, ''));

    const texts: [what: string, text: string, said: RegExp][] = [
      [
        'where a comma is missing',
        '{\n  "manifest": 1,\n  "name": "acme" "title": 2\n}',
        /^3:18: found "title"; expected "," or "}"/,
      ],
      ['that a comma trails', '{\n "notes": [],\n}', /^2:13: found a comma before "}"; .*trailing comma/],
      ['that a comma trails in a list', '{"notes": ["a",]}', /^1:15: found a comma before "]"/],
      ['that there is a comment', '{ // mine\n "manifest": 1 }', /^1:3: found a comment; .*"notes"/],
      ['that there is a comment of several lines', '{ "manifest": /* one\n */ 1 }', /^1:15: found a comment/],
      [
        'that a key stands twice',
        '{"manifest": 1,\n "manifest": 1}',
        /^2:2: found the key "manifest" a second time; expected unique keys/,
      ],
      ['that a bracket is not closed', '{\n "a": [1,\n 2', /^3:3: found the end of the file; expected "]"\. The "\[" in line 2/],
      ['that a text does not end', '{"a": "b\n}', /closing double quote/],
      ['that texts stand in double quotes', "{'a': 1}", /1:2: found "'a'"; expected a name in double quotes/],
      ['how truths are written', '{"a": True}', /1:7: found "True"; expected a value\. .*small/],
      ['how numbers are written', '{"a": 007}', /1:7: found "007"; .*first 0/],
      ['that YAML is not read', 'manifest: 1\nname: acme', /^1:1: found "manifest"; expected "{"\. .*YAML/],
      ['that XML is not read', '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', /^1:1: .*XML/],
      ['that there is nothing', '', /^1:1: found the end of the file; expected "{"/],
      ['that something follows', '{} {}', /^1:4: found "{"; expected the end of the file/],
      ['that it is nested too deep', '['.repeat(100_000), /expected at most 50 levels/],
      ['that it is too large', `{"a": "${'x'.repeat(300_000)}"}`, /found 300,009 characters; expected at most 300,000/],
    ];
    for (const [what, text, expected] of texts)
      it(`says ${what}`, () =>
        assert.ok(
          said(text).some((line) => expected.test(line)),
          said(text).join('\n'),
        ));

    it('goes on behind what it is sure of', () => {
      const text = JSON.stringify({ ...soundManifest(), nmae: 1 }, null, 1)
        .replace('{', '{ // ours')
        .replace(/}$/, ',}');
      assert.equal(said(text).length, 3);
    });

    it('reads what an editor puts before the text', () => {
      assert.deepEqual(said(`\uFEFF${JSON.stringify(soundManifest())}`), []);
    });
  });

  it('refuses a value that holds itself, or is nested too deep', () => {
    const round: Json = soundManifest();
    round['notes'] = round;
    assert.match(checkManifest(round, { file }).faults[0]?.hint ?? '', /holds itself/);
    let deep: unknown = 1;
    for (let level = 0; level < 60; level += 1) deep = [deep];
    assert.match(checkManifest({ ...soundManifest(), notes: deep }, { file }).faults[0]?.expected ?? '', /50 levels/);
  });

  it('knows names as any other that objects have by themselves', () => {
    const text = JSON.stringify(soundManifest()).replace('{', '{"constructor": {}, "__proto__": {"name": "x"},');
    assert.deepEqual(
      checkManifest(text, { file }).faults.map(({ pointer }) => pointer),
      ['/constructor', '/__proto__'],
    );
  });

  it('takes a manifest of a newer version for one, and says nothing else of it', () => {
    const { faults } = checkManifest({ ...soundManifest(), manifest: 2, news: true }, { file });
    assert.deepEqual(
      faults.map(({ pointer, hint }) => [pointer, /newer program/.test(hint)]),
      [['/manifest', true]],
    );
  });

  it('tells a hundred faults and how many more there are', () => {
    const unknown = Object.fromEntries(Array.from({ length: 10_000 }, (_, at) => [`unknown${at}`, at]));
    const { faults } = checkManifest(JSON.stringify({ ...soundManifest(), ...unknown }), { file });
    assert.equal(faults.length, 101);
    assert.equal(faults.at(-1)?.found, '9,900 more');
    assert.equal(faults.at(-1)?.severity, 'fault');
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

  describe('where parts are faulty', () => {
    /** Pointers of the faults after all of these values were changed. */
    const pointers = (changes: Readonly<Record<string, unknown>>) => {
      const manifest: Json = soundManifest();
      for (const [pointer, value] of Object.entries(changes)) put(manifest, pointer, value);
      return checkManifest(JSON.stringify(manifest, null, 2), { file }).faults.map((found) => found.pointer);
    };

    it('looks at all that is sound', () => {
      assert.deepEqual(
        pointers({
          '/transport/kind': 'soap',
          '/values/instant': 'isoo',
          '/enums/status/read/done': 'complete',
          '/enums/status/write': 7,
          [`${field}/priority`]: { path: 'p', enum: 'prio' },
          [`${field}/number`]: '',
          [`${field}/source`]: { path: 'p', relation: 'r' },
          '/resources/jobs/entity': 5,
          '/connection/baseUrl': '${settings.adress}',
          '/connection/errors': [{ is: 'wrong' }, { is: 'auth', message: '${id}' }],
          '/resources/jobs/writes/actions': [{ call: { path: 'x' } }, { when: { field: 'status', is: ['gone'] }, call: {} }],
        }).toSorted(),
        [
          '/connection/baseUrl',
          '/connection/errors/0/is',
          '/connection/errors/1/message',
          '/enums/status/read/done',
          '/enums/status/write',
          '/resources/jobs/entity',
          '/resources/jobs/writes/actions/0/when',
          '/resources/jobs/writes/actions/1/when/is/0',
          '/transport/kind',
          '/values/instant',
          `${field}/number`,
          `${field}/priority/enum`,
          `${field}/source/relation`,
        ].toSorted(),
      );
    });

    const alone: [what: string, pointer: string, value: unknown, at: string][] = [
      ['a mistyped key of the whole', '/transprot', { kind: 'rest' }, '/transprot'],
      ['a mistyped source', `${field}/title`, { pth: 'name' }, `${field}/title/pth`],
      ['a faulty list of words', '/enums/status', 'x', '/enums/status'],
      ['a list of words without its last resort', '/enums/status/unmapped', undefined, '/enums/status/unmapped'],
      ['a faulty setting', '/settings/url/type', 'uri', '/settings/url/type'],
      ['a secret whose type is mistyped', '/settings/key/type', 'secrets', '/settings/key/type'],
      [
        'a setting with a name it cannot have',
        '/settings',
        { url: { title: 'x', type: 'url' }, Url: { title: 'x', type: 'url' }, key: { title: 'y', type: 'secret' } },
        '/settings/Url',
      ],
      ['a faulty title', `${field}/title`, 5, `${field}/title`],
      ['faulty signing in', '/connection/auth', { kind: 'header', headers: { A: '${secrets.key}' } }, '/connection/auth/kind'],
      ['no base URL', '/connection/baseUrl', undefined, '/connection/baseUrl'],
      ['a faulty part of a source', `${field}/createdAt`, { dateAndTime: { date: 'd' } }, `${field}/createdAt/dateAndTime/time`],
      ['resources that are a list', '/resources', [], '/resources'],
      ['a resource that is a list', '/resources/jobs', [], '/resources/jobs'],
      ['a faulty transport', '/transport', 'rest', '/transport'],
    ];
    for (const [what, pointer, value, at] of alone) {
      it(`tells nothing that follows from ${what}`, () => assert.deepEqual(pointers({ [pointer]: value }), [at]));
    }
  });

  it('says what is expected in words of its own, with a hint', () => {
    const expectations: [pointer: string, value: unknown, at: string, said: RegExp][] = [
      ['/name', 'Acme Ltd', '/name', /lower-case letters/],
      ['/title', '', '/title', /a text that is not empty/],
      ['/connection/limits', { retries: 99 }, '/connection/limits/retries', /at most 10/],
      ['/connection/limits', { concurrency: 0.5 }, '/connection/limits/concurrency', /a whole number/],
      [`${field}/title/conversions`, [{ multiply: 'x' }], `${field}/title/conversions/0/multiply`, /expected a number/],
      [`${field}/title/conversions`, [{ pluck: 1 }], `${field}/title/conversions/0/pluck`, /expected a text/],
      [`${field}/title/conversions`, [{ pluk: 'a' }], `${field}/title/conversions/0/pluk`, /Did you mean "pluck"/],
      [`${field}/title/conversions`, ['trimm'], `${field}/title/conversions/0`, /one of trim/],
      [`${field}/title`, { path: 'a', write: true }, `${field}/title/write`, /expected false, or an object/],
      ['/resources/jobs/paging', { kind: 'pages' }, '/resources/jobs/paging/kind', /one of none, offset, .*Did you mean "page"/],
      ['/enums/status/read/open', 1, '/enums/status/read/open', /a text\. Our word for each of the host’s/],
      ['/resources/jobs/where', { field: 'a', is: 'equals' }, '/resources/jobs/where/is', /one of eq/],
    ];
    for (const [pointer, value, at, said] of expectations) {
      const manifest: Json = soundManifest();
      manifest['resources'] = structuredClone(manifest['resources']);
      if (pointer.startsWith(`${field}/title/`)) put(manifest, `${field}/title`, { path: 'name' });
      put(manifest, pointer, value);
      const { faults } = checkManifest(JSON.stringify(manifest), { file });
      assert.deepEqual(
        faults.map((found) => found.pointer),
        [at],
        JSON.stringify(faults),
      );
      const [line = ''] = faults.map(describeManifestFault);
      assert.match(line, said);
      assert.doesNotMatch(line, /Invalid|Too small|Too big|pattern|undefined/);
      assert.ok((faults[0]?.hint.length ?? 0) > 10, line);
    }
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
    ['a zone on Mars', '/values/timeZone', 'Mars/Olympus', '/values/timeZone', /Europe\/Berlin/],
    [
      'a zone on Mars as a default',
      '/settings/zone',
      { title: 'x', type: 'time-zone', default: 'Mars' },
      '/settings/zone/default',
      /IANA/,
    ],
    ['a base URL that is none', '/connection/baseUrl', 'not a url', '/connection/baseUrl', /https:\/\/erp\.example\.com/],
    ['a base URL without a scheme', '/connection/baseUrl', 'erp.example.com/api', '/connection/baseUrl', /a whole address/],
    ['another scheme', '/connection/services', { crm: 'ftp://${settings.url}' }, '/connection/services/crm', /a whole address/],
    [
      'an encoding of durations on a text',
      `${field}/title`,
      { path: 'a', encoding: 'hours' },
      `${field}/title/encoding`,
      /expected none/,
    ],
    [
      'an encoding of times on an instant',
      `${field}/dueAt`,
      { path: 'a', encoding: 'clock' },
      `${field}/dueAt/encoding`,
      /one of iso,/,
    ],
    [
      'an encoding of instants on a day',
      `${field}/dueAt`,
      { lastDay: 'a', encoding: 'sql-local' },
      `${field}/dueAt/encoding`,
      /one of iso, compact/,
    ],
    [
      'an encoding for writing that is none for the field',
      `${field}/dueAt`,
      { path: 'a', write: { path: 'b', encoding: 'hours' } },
      `${field}/dueAt/write/encoding`,
      /one of iso,/,
    ],
    [
      'a text that is multiplied',
      `${field}/title`,
      { path: 'a', conversions: ['trim', { multiply: 2 }] },
      `${field}/title/conversions/1`,
      /"multiply" for jobs\.title, which holds a text/,
    ],
    [
      'a multiplication by nothing',
      `${field}/durationMinutes`,
      { path: 'a', conversions: [{ multiply: 0 }] },
      `${field}/durationMinutes/conversions/0/multiply`,
      /other than 0/,
    ],
    [
      'a list of words that is turned round',
      `${field}/status`,
      { path: 'state', enum: 'status', conversions: ['invert-boolean'] },
      `${field}/status/conversions/0`,
      /a truth/,
    ],
    ['a JSONPath', `${field}/title`, '$.data[0].name', `${field}/title`, /such as "data\.0\.name"/],
    ['a JSON Pointer', `${field}/title`, { path: '/details/0' }, `${field}/title/path`, /such as "details\.0"/],
    ['a path with a hole', '/resources/jobs/calls/list', { take: 'a..b' }, '/resources/jobs/calls/list/take', /such as "a\.b"/],
    ['a list with brackets', '/resources/jobs/id', { paths: ['keys[0]'] }, '/resources/jobs/id/paths/0', /such as "keys\.0"/],
    ['an order by a pointer', '/resources/jobs/order', [{ path: '/id' }], '/resources/jobs/order/0/path', /such as "id"/],
    [
      'a text that another is written over',
      `${field}/description`,
      'name',
      `${field}/description`,
      /jobs\.title is written to already.*"write": false/,
    ],
    [
      'a session before signing in',
      '/connection/auth',
      loginWith('${session.token}'),
      '/connection/auth/call/body/key',
      /no session before/,
    ],
    [
      'a context before signing in',
      '/connection/auth',
      loginWith('${context.user}'),
      '/connection/auth/call/body/key',
      /after signing in/,
    ],
    [
      'a bootstrap call that needs a later one',
      '/connection/context',
      { a: { path: 'a/${context.b}' }, b: { path: 'b' } },
      '/connection/context/a/path',
      /put "b" before "a"/,
    ],
    [
      'a bootstrap call that needs itself',
      '/connection/context',
      { a: { path: 'a', query: { x: '${context.a}' } } },
      '/connection/context/a/query/x',
      /its own answer/,
    ],
    [
      'a bootstrap call about a record',
      '/connection/context',
      { a: { path: 'a/${id}' } },
      '/connection/context/a/path',
      /about no record/,
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

  const sound: [what: string, pointer: string, value: unknown][] = [
    ['one that is read twice, and written once', `${field}/description`, { path: 'name', write: false }],
    [
      'a day that is the first and the last',
      '/resources/jobs/fields',
      { title: 'name', windowStartsAt: { day: 'date' }, windowEndsAt: { lastDay: 'date' } },
    ],
    ['an earlier bootstrap call', '/connection/context', { a: { path: 'a' }, b: { path: 'b/${context.a}' } }],
    ['a start and a duration with an encoding', `${field}/dueAt`, { endOf: { start: 'a', duration: 'b' }, encoding: 'hours' }],
    ['a dot in a name', `${field}/description`, '@odata\\.note'],
    ['a host in an account', '/connection/baseUrl', 'https://${settings.url}.example.com'],
  ];
  for (const [what, pointer, value] of sound) {
    it(`has nothing against ${what}`, () => {
      assert.deepEqual(
        spoiled(pointer, value).faults.filter(({ severity }) => severity === 'fault'),
        [],
      );
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
    ['words of ours without a list of the host’s', `${field}/priority`, 'prio', `${field}/priority`],
    [
      'a conversion that cannot be undone',
      `${field}/description`,
      { path: 'text', conversions: ['html-to-text'] },
      `${field}/description/conversions`,
    ],
    [
      'a count that is written',
      `${field}/custom.visits`,
      { path: 'visits', conversions: ['count'] },
      `${field}/custom.visits/conversions`,
    ],
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

import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { shippedManifestNames } from '@dispatchkit/adapters';
import type { Settings } from '@dispatchkit/contract';
import { runCommand } from '../../test/run-command.ts';
import { systemClock } from '../ports/clock.ts';
import { silentLog } from '../ports/log.ts';
import { openNativeDatabase } from '../stores/libsql/db.native.ts';
import { openLibsqlStore } from '../stores/libsql/index.ts';

let directory: string;
const openapi = {
  openapi: '3.1.0',
  info: { title: 'Acme', version: '1' },
  servers: [{ url: 'https://acme.example/api' }],
  paths: {
    '/jobs': {
      get: {
        responses: {
          200: { content: { 'application/json': { schema: { type: 'array', items: { $ref: '#/components/schemas/Job' } } } } },
        },
      },
    },
  },
  components: {
    schemas: {
      Job: { type: 'object', properties: { id: { type: 'string' }, title: { type: 'string' }, status: { type: 'string' } } },
    },
    securitySchemes: { key: { type: 'apiKey', in: 'header', name: 'X-Key' } },
  },
};

before(async () => {
  directory = await mkdtemp(join(tmpdir(), 'dispatchkit-adapter-'));
  await writeFile(join(directory, 'openapi.json'), JSON.stringify(openapi));
  await writeFile(join(directory, 'page.html'), '<!doctype html><title>API</title>');
});
after(() => rm(directory, { recursive: true }));

const run = (...args: readonly string[]) => runCommand(directory, ['adapter', ...args]);

describe('dispatchkit adapter list', () => {
  it('lists what comes along, for people and for programs', async () => {
    const people = await run('list');
    assert.equal(people.code, 0, people.err);
    assert.equal(people.out.trim().split('\n').length, shippedManifestNames.length);
    const programs = await run('list', '--json');
    const rows = programs.out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { name: string; reads: string[] });
    assert.deepEqual(
      rows.map(({ name }) => name),
      shippedManifestNames,
    );
    assert.ok(rows.every(({ reads }) => reads.length > 0));
  });
});

describe('dispatchkit adapter new', () => {
  it('writes a folder that check takes, with a word about fixtures, and asks what it does not know', async () => {
    const { code, out, err } = await run('new', 'acme', '--openapi', 'openapi.json');
    assert.equal(code, 0, err);
    assert.match(out, /jobs: jobs/);
    assert.match(out, /jobs\.durationMinutes: Nothing in jobs looks like it/);
    assert.match(await readFile(join(directory, 'acme/manifest.json'), 'utf8'), /"X-Key": "\$\{secrets\.apiKey\}"/);
    const check = await run('check', 'acme', '--json');
    assert.equal(check.code, 0, check.out);
    const { faults } = JSON.parse(check.out) as { faults: { severity: string; file: string }[] };
    assert.ok(faults.some(({ severity, file }) => severity === 'warning' && file === 'acme/fixtures'));
  });

  it('can be used before anybody has said what the fixtures become', async () => {
    await mkdir(join(directory, 'acme/fixtures'), { recursive: true });
    const fixture = { date: '2026-11-20', source: 'written by hand', exchanges: [] };
    await writeFile(join(directory, 'acme/fixtures/list-jobs.json'), JSON.stringify(fixture));
    const { code, out } = await run('check', 'acme');
    assert.equal(code, 0, out);
    assert.match(out, /warning {2}acme\/fixtures\/expected\.json: found no such file/);
    assert.match(out, /acme\/manifest\.json is sound\./);
  });

  const refused: [what: string, args: string[], message: RegExp][] = [
    ['a folder that is taken', ['new', 'acme', '--openapi', 'openapi.json'], /is there already.*--out/s],
    ['a page instead of a document', ['new', 'other', '--openapi', 'page.html'], /page\.html: This is/],
    ['a name that is none', ['new', 'Acme ERP', '--openapi', 'openapi.json'], /cannot be the name.*acme-erp/s],
    ['a folder', ['new', 'other', '--openapi', '.'], /\. is a folder\..*a file in it/s],
    ['no document', ['new', 'other'], /Exactly one of --openapi and --odata/],
    ['two documents', ['new', 'other', '--openapi', 'a', '--odata', 'b'], /Exactly one/],
    [
      'a file that is not there',
      ['new', 'other', '--odata', 'nothing.xml'],
      /nothing\.xml cannot be read: there is no such file/,
    ],
  ];
  for (const [what, args, message] of refused) {
    it(`refuses ${what}`, async () => {
      const { code, err } = await run(...args);
      assert.equal(code, 1);
      assert.match(err, message);
      assert.doesNotMatch(err, /\n {4}at /);
    });
  }
});

describe('dispatchkit adapter check', () => {
  it('names file, line, cause and cure of every fault', async () => {
    const text = JSON.stringify({ manifest: 1, name: 'X', titel: 'x' }, null, 1);
    await writeFile(join(directory, 'bad.json'), text);
    const { code, out } = await run('check', 'bad.json');
    assert.equal(code, 1);
    assert.match(out, /^fault {4}bad\.json:3: \/name: found "X"; expected .*lower-case letters/m);
    assert.match(
      out,
      /^fault {4}bad\.json:4: \/titel: found the key "titel"; expected a key of the language\. Did you mean "title"\?$/m,
    );
    assert.match(out, /cannot be used as it is/);
  });

  it('does not know every name', async () => {
    const { code, err } = await run('check', 'tryton-7');
    assert.equal(code, 1);
    assert.match(err, /no adapter and no file called tryton-7.*tryton-6/s);
  });
});

describe('dispatchkit adapter against a host', () => {
  const people = [{ id: 1, name: 'Ada Lovelace', mail: 'ada@lovelace.example', state: 'on' }];
  const tasks = [
    { id: 7, name: 'Boiler', minutes: 90, state: 'open', owner: 1 },
    { id: 8, name: 'Pump', minutes: 30, state: 'odd', owner: 1 },
  ];
  const edmx = `<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>
    <Schema Namespace="S" xmlns="http://docs.oasis-open.org/odata/ns/edm">
      <EntityType Name="Task"><Key><PropertyRef Name="ID" /></Key><Property Name="ID" Type="Edm.Guid" /><Property Name="Title" Type="Edm.String" /></EntityType>
      <EntityContainer Name="Service"><EntitySet Name="Tasks" EntityType="S.Task" /></EntityContainer>
    </Schema></edmx:DataServices></edmx:Edmx>`;
  let server: Server;
  let url: string;
  const asked = new Set<string>();

  before(async () => {
    server = createServer((request, response) => {
      const json = (status: number, body: unknown) => {
        response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
      };
      asked.add(request.method ?? '');
      if (request.url === '/odata/$metadata') return response.writeHead(200).end(edmx);
      if (request.headers.authorization !== 'Bearer hunter2') return json(401, { error: 'Who are you?' });
      const { pathname } = new URL(request.url ?? '/', 'http://host');
      const rows = pathname.startsWith('/tasks') ? tasks : people;
      const id = /\/(\d+)$/.exec(pathname)?.[1];
      const row = rows.find((candidate) => String(candidate.id) === id);
      return id === undefined ? json(200, rows) : row ? json(200, row) : json(404, { error: 'Not here.' });
    });
    await new Promise<void>((fulfil) => server.listen(0, '127.0.0.1', fulfil));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const placeholder = (name: string) => ['$', '{', name, '}'].join('');
    const manifest = {
      manifest: 1,
      name: 'small',
      title: 'Small host',
      host: { product: 'Small', versions: '1' },
      settings: { url: { title: 'Address', type: 'url' }, token: { title: 'Token', type: 'secret' } },
      connection: {
        baseUrl: placeholder('settings.url'),
        auth: { kind: 'headers', headers: { Authorization: `Bearer ${placeholder('secrets.token')}` } },
        errors: [{ status: [401], is: 'auth', message: 'error' }],
        limits: { retries: 0 },
      },
      transport: { kind: 'rest' },
      enums: { state: { read: { open: 'unscheduled', done: 'completed' }, unmapped: 'unscheduled' } },
      resources: {
        jobs: {
          entity: 'tasks',
          id: { encoding: 'integer' },
          paging: { kind: 'none' },
          fields: { title: 'name', durationMinutes: 'minutes', status: { path: 'state', enum: 'state' } },
        },
        technicians: {
          entity: 'people',
          id: { encoding: 'integer' },
          paging: { kind: 'none' },
          fields: { name: 'name', email: 'mail' },
        },
      },
    };
    await writeFile(join(directory, 'small.json'), JSON.stringify(manifest));
  });
  after(() => {
    server.close();
    server.closeAllConnections();
  });
  const ask = (token: string, ...args: readonly string[]) =>
    runCommand(directory, ['adapter', ...args], { DISPATCHKIT_HOST_TOKEN: token, DISPATCHKIT_HOST_URL: url });

  it('checks it live, and only reads', async () => {
    const { code, out, err } = await ask('hunter2', 'check', 'small.json', '--live');
    assert.equal(code, 0, out + err);
    for (const line of ['signs in', 'lists jobs', 'finds single jobs', 'names technicians by their ids'])
      assert.match(out, new RegExp(`^ok +${line}$`, 'm'));
  });

  it('begins a manifest from the address of an OData service', async () => {
    const { code, out, err } = await ask('', 'new', 'harbour', '--odata', `${url}/odata/`);
    assert.equal(code, 0, err);
    assert.match(out, /jobs: Tasks/);
    assert.match(await readFile(join(directory, 'harbour/manifest.json'), 'utf8'), /settings\.url\}\/odata"/);
    const refused = await ask('', 'new', 'other', '--openapi', `${url}/openapi.json`);
    assert.match(refused.err, /openapi\.json answers 401\..*give the file/s);
  });

  it('probes it', async () => {
    const { code, out, err } = await ask('hunter2', 'probe', 'small.json', '--json');
    assert.equal(code, 0, out + err);
    assert.ok(Array.isArray((JSON.parse(out) as { findings: unknown[] }).findings));
  });

  it('says which call was refused when nothing of it can be read', async () => {
    const manifest = JSON.parse(await readFile(join(directory, 'small.json'), 'utf8'));
    delete manifest.resources.technicians;
    manifest.resources.jobs.entity = 'gone/7';
    await writeFile(join(directory, 'astray.json'), JSON.stringify(manifest));
    const { code, out } = await ask('hunter2', 'probe', 'astray.json');
    assert.equal(code, 1);
    assert.match(out, /^Something answers, and nothing of it can be read:$/m);
    assert.ok(out.includes(`jobs: “gone/7” cannot be read: Not here. (GET ${url}/gone/7: 404)`), out);
    const live = await ask('hunter2', 'check', 'astray.json', '--live');
    assert.ok(live.out.includes(`Not here. (GET ${url}/gone/7: 404)`), live.out + live.err);
  });

  it('shows it in the console, writes nothing to it, and keeps nothing', async () => {
    const home = await mkdtemp(join(tmpdir(), 'dispatchkit-adapter-show-'));
    const env = { DISPATCHKIT_HOST_TOKEN: 'hunter2', DISPATCHKIT_HOST_URL: url, TMPDIR: home };
    const args = ['adapter', 'show', join(directory, 'small.json'), '--port', '0'];
    const { code, out, err } = await runCommand(home, args, env, {
      until: /Ready: (\S+)\//,
      async meanwhile([, address]) {
        const send = (role: string) => ({
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ role }),
        });
        const { token } = (await (await fetch(`${address}/dev/token`, send('admin'))).json()) as { token: string };
        const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
        const titles = async () => {
          const { items } = (await (await fetch(`${address}/v1/jobs`, { headers })).json()) as { items: { title: string }[] };
          return items.map(({ title }) => title).sort();
        };
        while ((await titles()).length < tasks.length);
        assert.deepEqual(await titles(), ['Boiler', 'Pump']);
        const settings = (await (await fetch(`${address}/v1/settings`, { headers })).json()) as Settings;
        assert.deepEqual(settings.workingHours?.days, [1, 2, 3, 4, 5], 'the host knows no shifts');
        const body = JSON.stringify({ title: 'New' });
        const refused = await fetch(`${address}/v1/jobs`, { method: 'POST', headers, body });
        assert.equal(refused.status, 422, await refused.text());
      },
    });
    assert.equal(code, 0, out + err);
    assert.match(out, /Small host: jobs, technicians are mirrored, and nothing is written/);
    assert.deepEqual([...asked], ['GET']);
    const left = (await readdir(home)).filter((name) => name !== 'node-compile-cache');
    assert.deepEqual(left, []);
    await rm(home, { recursive: true });
  });

  it('shows nothing with credentials that are wrong', async () => {
    const { code, err } = await ask('wrong', 'show', 'small.json', '--port', '0');
    assert.equal(code, 1);
    assert.match(err, /cannot be asked for jobs: Who are you\?.*Look at the credentials/s);
  });

  it('records it without secrets and people, and passes the reading checks of the suite with what it wrote', async () => {
    const { code, out, err } = await ask('hunter2', 'record', 'small.json');
    assert.equal(code, 0, out + err);
    const files = await readdir(join(directory, 'fixtures'));
    assert.ok(files.includes('list-jobs.json') && files.includes('expected.json'), files.join());
    const texts = await Promise.all(files.map((file) => readFile(join(directory, 'fixtures', file), 'utf8')));
    assert.doesNotMatch(texts.join(), /hunter2|Lovelace|lovelace|Boiler|127\.0\.0\.1/);
    assert.match(texts.join(), /person-\d+@example\.com/);
    const again = await ask('hunter2', 'record', 'small.json');
    assert.match(again.err, /is there already/);
    const check = await ask('', 'check', 'small.json');
    assert.match(check.out, /^warning +README\.md: found no such file/m);
    await writeFile(join(directory, 'README.md'), 'title durationMinutes status name email url token');
    const suite = await ask('', 'check', 'small.json');
    for (const name of ['jobs', 'technicians']) assert.match(suite.out, new RegExp(`^ok .*${name}`, 'm'), suite.out + suite.err);
  });

  it('says how a copy differs, and has it fetched soon', async () => {
    await writeFile(
      join(directory, 'connector.yaml'),
      `dataDirectory: data\nhosts: { acme: [{ name: erp, manifest: ./small.json, settings: { url: '${url}', token: { env: ERP_TOKEN } }, resources: { jobs: mirror, technicians: mirror } }] }\n`,
    );
    const configured = (...args: readonly string[]) =>
      runCommand(directory, ['adapter', ...args], { DISPATCHKIT_CONFIG: 'connector.yaml', ERP_TOKEN: 'hunter2' });
    const diff = await configured('diff', 'erp', '--tenant', 'acme');
    assert.equal(diff.code, 1, diff.err);
    assert.match(diff.out, /^jobs: 2 at the host, 0 of them as here\n {2}not here \(2\): 7, 8$/m);
    const sync = await configured('sync', 'erp', '--tenant', 'acme');
    assert.equal(sync.code, 0, sync.err);
    assert.match(sync.out, /^jobs \(mirror, waiting\): 0 records.*last heard of never$/m);
    const status = await configured('status', 'erp', '--tenant', 'acme', '--json');
    assert.deepEqual([status.code, JSON.parse(status.out).lastHookAt], [0, null], status.err);
    const other = await configured('diff', 'crm', '--tenant', 'acme');
    assert.match(other.err, /no host called crm\.\nIt has erp\./);
  });

  it('forgets it: while it is configured only when that is meant, afterwards by its name', async () => {
    const database = `file:${join(directory, 'forget.db')}`;
    const store = await openLibsqlStore(openNativeDatabase({ url: database }), { clock: systemClock, log: silentLog });
    const fact = { hostId: '7', id: 'j1', token: null, fields: {}, unmapped: [], isDangling: false, rejection: null, pass: 1 };
    await store.hosts.keep('acme', 'erp', { facts: [{ ...fact, kind: 'jobs' }] });
    await store.close();
    const forget = (config: object, ...args: readonly string[]) => {
      const env = { ERP_TOKEN: 'hunter2', ...config };
      return runCommand(directory, ['adapter', 'forget', 'erp', '--tenant', 'acme', '--database', database, ...args], env);
    };
    const configured = await forget({ DISPATCHKIT_CONFIG: 'connector.yaml' });
    assert.equal(configured.code, 1);
    assert.match(configured.err, /erp is still configured.*--configured/s);
    const gone = await forget({}, '--records', '--json');
    assert.equal(gone.code, 0, gone.err);
    assert.deepEqual(JSON.parse(gone.out), { known: 1, writes: 0, records: 0 });
    const again = await forget({});
    assert.equal(again.code, 1);
    assert.match(again.err, /Nothing is kept of a host called erp of the tenant acme/);
    const meant = await forget({ DISPATCHKIT_CONFIG: 'connector.yaml' }, '--configured');
    assert.match(meant.out, /records that were known \(0\).*are your own now/s);
  });

  it('says what the host said when it refuses, and never the secret', async () => {
    const { code, out, err } = await ask('letmein', 'check', 'small.json', '--live');
    assert.equal(code, 1);
    assert.match(out, /^fault +lists jobs: Who are you\? \(GET \S+\/tasks: 401\)$/m);
    assert.doesNotMatch(out + err, /letmein/);
  });

  it('asks for settings that are missing, and takes no secret from the command line', async () => {
    const { code, err } = await ask('', 'probe', 'small.json', '--set', 'token=hunter2', '--set', 'nr=1');
    assert.equal(code, 1);
    assert.match(err, /--set token: it is a secret.*DISPATCHKIT_HOST_TOKEN/);
    assert.match(err, /--set nr: the manifest has no such setting. It has: url, token/);
    assert.doesNotMatch(err, /hunter2/);
  });
});

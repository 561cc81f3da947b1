import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { shippedManifestNames } from '@dispatchkit/adapters';
import { runCommand } from '../../test/run-command.ts';

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
  it('writes a folder that check takes, but for the fixtures, and asks what it does not know', async () => {
    const { code, out, err } = await run('new', 'acme', '--openapi', 'openapi.json');
    assert.equal(code, 0, err);
    assert.match(out, /jobs: jobs/);
    assert.match(out, /jobs\.durationMinutes: Nothing in jobs looks like it/);
    assert.match(await readFile(join(directory, 'acme/manifest.json'), 'utf8'), /"X-Key": "\$\{secrets\.apiKey\}"/);
    const check = await run('check', 'acme', '--json');
    const { faults } = JSON.parse(check.out) as { faults: { severity: string; file: string }[] };
    assert.deepEqual(
      faults.filter(({ severity }) => severity === 'fault').map(({ file }) => file),
      ['acme/fixtures'],
    );
  });

  const refused: [what: string, args: string[], message: RegExp][] = [
    ['a folder that is taken', ['new', 'acme', '--openapi', 'openapi.json'], /is there already.*--out/s],
    ['a page instead of a document', ['new', 'other', '--openapi', 'page.html'], /page\.html: This is/],
    ['a name that is none', ['new', 'Acme ERP', '--openapi', 'openapi.json'], /cannot be the name.*acme-erp/s],
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
    assert.match(out, /^fault {4}bad\.json:3: \/name: found "X"; expected .*pattern/m);
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

import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { runCommand } from '../../test/run-command.ts';
import type { ImportEntity } from '../import/index.ts';
import { type ImportCommandOptions, runImportCommand } from './actions/import.ts';
import { explain } from './fail.ts';

const samples = fileURLToPath(new URL('../../samples/', import.meta.url));

/** In a folder of its own. */
const run = (
  directory: string,
  args: readonly string[],
  { env, until }: { readonly env?: NodeJS.ProcessEnv; readonly until?: RegExp } = {},
) => runCommand(directory, args, env, until ? { until } : {});

/** Ends with status 1, says it without a stack, and leaves nothing behind. */
async function refuses(
  directory: string,
  args: readonly string[],
  expected: readonly RegExp[],
  env: NodeJS.ProcessEnv = {},
): Promise<void> {
  const { code, out, err } = await run(directory, args, { env });
  assert.equal(code, 1, err);
  for (const pattern of expected) assert.match(err, pattern);
  assert.doesNotMatch(err, /^\s+at /m, 'no stack');
  assert.equal(out, '');
}

/** What the command would say, asked without a process of its own: most of a process is its start. */
async function refusalOf(entity: ImportEntity, file: string, options: ImportCommandOptions): Promise<string> {
  try {
    await runImportCommand(entity, file, { tenant: 'acme', ...options });
  } catch (error) {
    return explain(error, false);
  }
  return assert.fail('was not refused');
}

function matches(text: string, expected: readonly RegExp[]): void {
  for (const pattern of expected) assert.match(text, pattern);
}

describe('dispatchkit', { concurrency: 2 }, () => {
  let directory = '';
  before(async () => {
    directory = await mkdtemp(join(tmpdir(), 'dispatchkit-cli-'));
  });
  after(() => rm(directory, { recursive: true, force: true }));

  it('imports, says what became of every row, and the second time changes nothing', async () => {
    const database = `file:${join(directory, 'import.db')}`;
    const args = [
      'import',
      'jobs',
      join(samples, 'sf311-sample.csv'),
      '--map',
      'sf311-jobs',
      '--tenant',
      'acme',
      '--database',
      database,
    ];
    const first = await run(directory, args);
    assert.equal(first.code, 0, first.err);
    assert.match(
      first.out,
      /rows in the file +60\ncreated +58\nchanged +0\nunchanged +0\nskipped +0\nrejected +2\n {2}closed_before_created +2\n/,
    );
    const rejects = await readFile(join(directory, 'sf311-sample.rejects.csv'), 'utf8');
    assert.match(rejects, /^rejected_line,rejected_column,rejected_reason,rejected_message,unique_key,/);
    assert.equal(first.err, '', 'no progress bar where nobody looks');
    const second = await run(directory, args);
    assert.match(second.out, /created +0\nchanged +0\nunchanged +58\n/);
  });

  it('names what is wrong with a file before anything is written', async () => {
    const semicolons = join(directory, 'semicolons.csv');
    await writeFile(semicolons, 'unique_key;category\n1;x\n');
    const database = `file:${join(directory, 'never.db')}`;
    const map = 'sf311-jobs';
    await refuses(
      directory,
      ['import', 'jobs', semicolons, '--map', map, '--tenant', 'acme', '--database', database],
      [/looks semicolon-separated/, /Set format\.delimiter to ";"/, /Nothing has been written/],
    );
    const rejects = join(directory, 'never.rejects.csv');

    const renamed = join(directory, 'renamed.csv');
    const content = await readFile(join(samples, 'sf311-sample.csv'), 'utf8');
    await writeFile(renamed, content.replace('closed_date', 'closed_dat'));
    matches(await refusalOf('jobs', renamed, { map, database, rejects }), [
      /does not have the columns the map reads: "closed_date"/,
      /Did you mean "closed_dat"\?/,
    ]);

    const latin = join(directory, 'latin.csv');
    await writeFile(latin, Buffer.from(`${content}1,Caf\u00e9`, 'latin1'));
    matches(await refusalOf('jobs', latin, { map, database, rejects }), [
      /is not utf-8/,
      /line \d+, byte \d+/,
      /set format\.encoding/,
    ]);
    assert.ok(!(await readdir(directory)).some((name) => name.includes('.rejects.csv') && !name.startsWith('sf311')));
  });

  it('names a file or map that is not there, and all faults of a map', async () => {
    matches(await refusalOf('jobs', 'nowhere.csv', {}), [/nowhere\.csv cannot be read: there is no such file/]);
    const map = join(directory, 'faulty.yaml');
    await writeFile(map, 'mapVersion: 1\nname: Faulty\nentity: jobs\nfields:\n  titel: kind\n');
    matches(await refusalOf('jobs', join(samples, 'jobs.csv'), { map }), [
      /has 3 faults/,
      /line 5, \/fields\/titel/,
      /Did you mean "title"\?/,
    ]);
    const unknown = join(directory, 'unknown.csv');
    await writeFile(unknown, 'nobody,knows\n1,2\n');
    for (const entity of ['jobs', 'technicians', 'customers'] as const)
      matches(await refusalOf(entity, unknown, {}), [new RegExp(`Start from .*maps.${entity}\\.yaml\\.`)]);
    matches(await refusalOf('customers', join(samples, 'jobs.csv'), { map: 'jobs' }), [/is for jobs, not for customers/]);
  });

  it('says which command or option was meant', async () => {
    await refuses(directory, ['improt'], [/unknown command 'improt'/, /Did you mean import\?/]);
    await refuses(directory, ['token', '--tennant', 'acme'], [/unknown option '--tennant'/, /Did you mean --tenant\?/]);
    await refuses(directory, ['token', '--tenant', 'acme', '--role', 'boss'], [/Allowed choices are viewer/]);
    await refuses(directory, ['token', '--tenant', 'acme', '--role', 'viewer', '--ttl', '15'], [/90s, 15m, 8h or 1d/]);
    await refuses(directory, ['token', '--tenant', 'acme', '--role', 'technician'], [/needs --technician ID/]);
    await refuses(
      directory,
      ['serve', '--config', 'connector.yaml'],
      [/unknown option '--config'\n.*DISPATCHKIT_CONFIG=connector\.yaml/],
    );
    await refuses(directory, ['demo', '--shift-dates'], [/needs --data FILE/]);
  });

  it('prints a token, but not in production', async () => {
    const { code, out } = await run(directory, [
      'token',
      '--tenant',
      'acme',
      '--role',
      'technician',
      '--technician',
      't1',
      '--ttl',
      '8h',
    ]);
    assert.equal(code, 0);
    const claims = JSON.parse(Buffer.from(out.split('.')[1] ?? '', 'base64url').toString('utf8')) as Record<string, unknown>;
    assert.deepEqual(
      [claims.tenant, claims.role, claims.technicianId, Number(claims.exp) - Number(claims.iat)],
      ['acme', 'technician', 't1', 8 * 3600],
    );
    await refuses(directory, ['token', '--tenant', 'acme', '--role', 'viewer'], [/NODE_ENV=production/], {
      NODE_ENV: 'production',
    });
  });

  it('prints no token that the connector would refuse', async () => {
    const file = join(directory, 'issuers.yaml');
    const args = ['token', '--tenant', 'acme', '--role', 'viewer'];
    const env = { DISPATCHKIT_CONFIG: file };
    const issuers = 'issuers: [{ issuer: https://login.example.com, jwksUri: https://login.example.com/keys }]';
    await writeFile(file, `auth: { ${issuers} }`);
    await refuses(
      directory,
      args,
      [/would not accept this token: auth\.issuers are configured/, /dispatchkit api-keys create/],
      env,
    );
    await writeFile(file, 'auth: { development: { enabled: false } }');
    await refuses(directory, args, [/development\.enabled is false/], env);
    await writeFile(file, `auth: { ${issuers}, development: { enabled: true } }`);
    assert.equal((await run(directory, args, { env })).code, 0);
  });

  it('names a port that is taken', async () => {
    const holder = createServer();
    await new Promise<void>((fulfil) => holder.listen(0, '127.0.0.1', fulfil));
    const address = holder.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const { code, err } = await run(directory, [
      'serve',
      '--port',
      String(port),
      '--database',
      `file:${join(directory, 'port.db')}`,
    ]);
    await new Promise((fulfil) => holder.close(fulfil));
    assert.equal(code, 1);
    assert.match(err, new RegExp(`Port ${port} on 127\\.0\\.0\\.1 is taken`));
    assert.doesNotMatch(err, /^\s+at /m);
  });

  it('starts a demo, and the second time on the same database', async () => {
    const home = await mkdtemp(join(directory, 'demo-'));
    const first = await run(home, ['demo', '--port', '0'], { until: /Ready: / });
    assert.equal(first.code, 0, first.err);
    assert.match(first.out, /^Made a demo week: \d+ jobs, 24 technicians\.\nReady: http:\/\/127\.0\.0\.1:\d+\/\n$/);
    const second = await run(home, ['demo', '--port', '0'], { until: /Ready: / });
    assert.match(second.out, /^Using the demo database of the last start.*\nReady: /);
    const other = await run(home, ['demo', '--port', '0', '--data', join(samples, 'sf311-sample.csv'), '--shift-dates'], {
      until: /Ready: /,
    });
    assert.match(other.out, /Imported 58 of 60 requests \(left out: 2 closed_before_created\), planned \d+ of them\./, other.err);
    const names = (await readdir(join(home, '.dispatchkit'))).filter((name) => name.endsWith('.complete'));
    assert.equal(names.length, 1, 'one demo is kept at a time');
  });
});

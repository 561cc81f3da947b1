import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { runCommand } from '../../test/run-command.ts';
import type { Finding } from './doctor/finding.ts';

let directory: string;
before(async () => {
  directory = await mkdtemp(join(tmpdir(), 'dispatchkit-check-'));
  await writeFile(join(directory, 'wrong.yaml'), 'sever: {}\nlogLevel: loud\ndatabase: { authToken: [hunter2] }\n');
  await writeFile(join(directory, 'right.yaml'), 'server: { port: 0 }\npages: { enabled: false }\n');
});
after(() => rm(directory, { recursive: true }));

const run = (args: readonly string[], config: string) => runCommand(directory, args, { DISPATCHKIT_CONFIG: config });

describe('dispatchkit serve --check-config', () => {
  it('says that it is right, and starts and makes nothing', async () => {
    const { code, out } = await run(['serve', '--check-config'], 'right.yaml');
    assert.deepEqual([code, out], [0, 'The configuration is right: right.yaml\n']);
    assert.deepEqual((await readdir(directory)).sort(), ['right.yaml', 'wrong.yaml']);
  });

  it('tells every fault, and no secret', async () => {
    const { code, err } = await run(['serve', '--check-config'], 'wrong.yaml');
    assert.equal(code, 1);
    for (const place of ['/sever', '/logLevel', '/database/authToken']) assert.match(err, new RegExp(`wrong\\.yaml: ${place}: `));
    assert.doesNotMatch(err, /hunter2/);
  });
});

describe('dispatchkit doctor', () => {
  it('tells people and programs the same, by lines and by status', async () => {
    const lines = await run(['doctor'], 'right.yaml');
    assert.equal(lines.code, 0, lines.out + lines.err);
    assert.match(lines.out, /^ok +configuration +right\.yaml$/m);
    const json = await run(['doctor', '--json'], 'wrong.yaml');
    assert.equal(json.code, 1);
    const { healthy, findings } = JSON.parse(json.out) as { healthy: boolean; findings: Finding[] };
    assert.equal(healthy, false);
    assert.equal(findings.length, 3);
    assert.ok(findings.every(({ outcome, cure }) => outcome === 'fail' && cure));
    assert.doesNotMatch(json.out, /hunter2/);
  });
});

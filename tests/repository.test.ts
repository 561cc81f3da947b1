import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, globSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, test } from 'node:test';
import { problemCodes } from '@dispatchkit/contract/words';
import { lockfileFaults } from '../scripts/lockfile.mjs';
import { sizeFaults } from '../scripts/sizes.mjs';
import { areWidgetExportsFresh } from '../scripts/widget-exports.mjs';
import { root } from './imports.ts';

describe('lockfile', () => {
  test('installs on every platform, from any registry, without the runtimes of the runtime tests', () => {
    assert.deepEqual(lockfileFaults(), []);
  });
});

describe('tracked files', () => {
  const files = trackedFiles();

  test('name no place on somebody’s machine', () => {
    const place = /(?<![\w.])\/(?:work|tmp|root)\/|\/home\/[a-z]|\/Users\/[a-z]|[A-Z]:\\Users\\/i;
    assert.deepEqual(
      linesWith(
        files.filter((file) => file !== '.gitignore'),
        place,
      ),
      [],
    );
  });

  test('name no package registry', () => {
    const registry = /registry\.(npmjs|yarnpkg|npmmirror)\.|npm\.pkg\.github|\/artifactory\/|_auth[T]oken/i;
    assert.deepEqual(linesWith(files, registry), []);
  });

  test('are small enough to clone', () => {
    const large = files.filter((file) => statSync(join(root, file)).size > 2_000_000);
    assert.deepEqual(large, []);
  });
});

describe('documentation', () => {
  test('every problem code has its page, and every page its code', () => {
    const pages = globSync('docs/errors/*.md', { cwd: root }).map((path) => basename(path, '.md'));
    assert.deepEqual(pages.filter((page) => page !== 'README').sort(), [...problemCodes].sort());
  });

  test('links between documents lead somewhere', () => {
    const broken = trackedFiles()
      .filter((file) => file.endsWith('.md'))
      .flatMap((file) => {
        const text = readFileSync(join(root, file), 'utf8').replace(/```[\s\S]*?```/g, '');
        const targets = [...text.matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)].map((match) => match[1] ?? '');
        const isLocal = (target: string) => !/^[a-z]+:/i.test(target);
        return targets
          .filter((target) => isLocal(target) && !existsSync(join(root, file, '..', target)))
          .map((target) => `${file} → ${target}`);
      });
    assert.deepEqual(broken, []);
  });

  test('decisions are numbered without gaps', () => {
    const numbers = globSync('docs/decisions/[0-9]*.md', { cwd: root }).map((path) => Number(basename(path).slice(0, 4)));
    assert.deepEqual(
      numbers.sort((a, b) => a - b),
      numbers.map((_, index) => index + 1),
    );
  });
});

describe('packages', () => {
  test('@dispatchkit/widgets exports the widgets there are', () => {
    assert.ok(areWidgetExportsFresh(), 'run `node scripts/widget-exports.mjs`');
  });
});

describe('size budgets', () => {
  const size = {
    entry: 'job-grid',
    files: 2,
    minifiedKilobytes: 100,
    gzipKilobytes: 30,
    budgetKilobytes: 40,
    leaks: [] as string[],
  };
  test('say nothing within the budget', () => assert.deepEqual(sizeFaults(size), []));
  test('say by how much it is exceeded', () => {
    assert.deepEqual(sizeFaults({ ...size, gzipKilobytes: 42.5 }), [
      'job-grid is 42.5 kB gzip, 2.5 kB over its budget of 40 kB.',
    ]);
  });
  test('name a package that has slipped in', () =>
    assert.match(sizeFaults({ ...size, leaks: ['leaflet'] })[0] ?? '', /contains leaflet/));
  test('miss no entry', () => assert.match(sizeFaults({ ...size, budgetKilobytes: null })[0] ?? '', /no budget/));
});

/** Text files in git, or about to be: paths from the root. */
function trackedFiles(): string[] {
  const output = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
  });
  const isText = (file: string) => !/\.(png|jpg|webp|woff2|pmtiles|gz|zip|ico)$/.test(file);
  return output.split('\0').filter((file) => file !== '' && isText(file) && existsSync(join(root, file)));
}

function linesWith(files: readonly string[], pattern: RegExp): string[] {
  return files.flatMap((file) => {
    const lines = readFileSync(join(root, file), 'utf8').split('\n');
    return lines.flatMap((line, index) => (pattern.test(line) ? [`${file}:${index + 1} ${line.trim().slice(0, 120)}`] : []));
  });
}

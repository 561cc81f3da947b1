import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { describeImport, type Import, importsOf, root, sourceFiles } from './imports.ts';

/** Which part may import which others. Everything not named here is refused, in types and in dynamic imports as well. */
const arrows: Record<string, readonly string[]> = {
  contract: [],
  scheduling: ['contract'],
  client: ['contract', 'scheduling'],
  adapters: ['contract', 'scheduling'],
  widgets: ['contract', 'scheduling', 'client'],
  connector: ['contract', 'scheduling', 'adapters'],
};
const folders: Record<string, string> = {
  contract: 'packages/contract/',
  scheduling: 'packages/scheduling/',
  client: 'packages/client/',
  adapters: 'packages/adapters/',
  widgets: 'widgets/',
  connector: 'connector/',
};

const browserCode = ['packages/client/src/**/*.ts', 'widgets/**/*.ts'];
/** The parts of the connector that may know the machine they run on. */
const runtimeBound = /^connector\/src\/(stores|runtimes|cli)\//;

describe('arrows between the parts', () => {
  for (const [part, folder] of Object.entries(folders)) {
    test(`${part} imports ${arrows[part]?.join(', ') || 'no other part'}`, () => {
      const files = sourceFiles([`${folder}**/*.ts`]);
      assertNone(files.flatMap(importsOf), (found) => {
        const target = partOf(found.target);
        return target !== undefined && target !== part && !arrows[part]?.includes(target);
      });
    });
  }

  test('parts import each other by name, not by path', () => {
    const files = sourceFiles(['packages/*/**/*.ts', 'widgets/**/*.ts', 'connector/**/*.ts']);
    assertNone(files.flatMap(importsOf), ({ file, target }) => {
      const folder = Object.values(folders).find((candidate) => target.startsWith(candidate));
      return folder !== undefined && !file.startsWith(folder);
    });
  });

  test('nothing imports another part past its exports', () => {
    const exported = new Set(Object.values(folders).flatMap(publicNames));
    const files = sourceFiles(['packages/*/**/*.ts', 'widgets/**/*.ts', 'connector/**/*.ts'], { withTests: true });
    assertNone(files.flatMap(importsOf), ({ target }) => target.startsWith('@dispatchkit/') && !exported.has(target));
  });
});

describe('what each part may touch', () => {
  test('contract/words imports nothing but itself', () => {
    const files = sourceFiles(['packages/contract/src/words/**/*.ts']);
    assert.ok(files.length > 0);
    assertNone(files.flatMap(importsOf), ({ target }) => !target.startsWith('packages/contract/src/words/'));
  });

  test('browser code brings no zod along', () => {
    assertNone(sourceFiles(browserCode).flatMap(importsOf), ({ target, isTypeOnly, file }) => {
      if (isTypeOnly || isNodeTool(file)) return false;
      return target === 'zod' || target.startsWith('zod/') || target === '@dispatchkit/contract';
    });
  });

  test('packages and widgets run anywhere: no node: modules', () => {
    const files = sourceFiles(['packages/{contract,scheduling,client}/src/**/*.ts', 'widgets/**/*.ts']).filter(
      (file) => !isNodeTool(file),
    );
    assertNone(files.flatMap(importsOf), ({ target }) => target.startsWith('node:'));
  });

  test('the connector is written for web standards; only stores, runtimes and cli know their machine', () => {
    const files = sourceFiles(['connector/src/**/*.ts']).filter(
      (file) => !runtimeBound.test(file) && !file.startsWith('connector/src/generate/'),
    );
    assertNone(files.flatMap(importsOf), ({ target }) => target.startsWith('node:') || target === '@hono/node-server');
  });

  test('services know neither HTTP nor SQL', () => {
    const files = sourceFiles(['connector/src/services/**/*.ts', 'connector/src/ports/**/*.ts']);
    assertNone(files.flatMap(importsOf), ({ target }) =>
      /^(hono|@hono\/|drizzle-orm|@libsql\/)|^connector\/src\/(http|stores|runtimes|cli)\//.test(target),
    );
  });

  // As a whole it is a hundred modules more, and for each Node reads what its package exports: a third of what a start of the connector takes.
  test('of the SQL builder only parts are loaded', () => {
    const wholes = ['drizzle-orm', 'drizzle-orm/sqlite-core'];
    const loaded = sourceFiles(['connector/src/**/*.ts']).flatMap(importsOf);
    assert.ok(loaded.some(({ target }) => target.startsWith('drizzle-orm/')));
    assertNone(loaded, ({ target, isTypeOnly }) => !isTypeOnly && wholes.includes(target));
  });

  test('scheduling is pure: no clock, no randomness, no network, no DOM', () => {
    assertNoText(
      ['packages/scheduling/src/**/*.ts'],
      /\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|\bfetch\(|\bdocument\b\.|\bwindow\b\./,
    );
  });
});

describe('strict content security policy', () => {
  test('widgets write no style strings, no HTML strings and no code strings', () => {
    const forbidden =
      /\bstyleMap\b|style="[^"]*\$\{|style=\$\{|\.innerHTML\s*=|\bouterHTML\s*=|insertAdjacentHTML|unsafeHTML|\beval\(|new Function\(/;
    assertNoText(['widgets/**/*.{ts,html}'], forbidden);
  });

  test('widgets take no messages from other windows', () => {
    assertNoText(browserCode, /\bpostMessage\(|addEventListener\(\s*'message'/);
  });

  test('pages carry no inline script and no inline style', () => {
    assertNoText(['widgets/pages/**/*.html'], /<script(?![^>]*\bsrc=)[^>]*>|<style|\sstyle=|\son[a-z]+=/i);
  });
});

function partOf(target: string): string | undefined {
  const named = /^@dispatchkit\/([a-z-]+)/.exec(target)?.[1];
  if (named) return named;
  return Object.keys(folders).find((part) => target.startsWith(folders[part] ?? ''));
}

/** Configuration beside the widgets that runs on Node, not in a page. */
function isNodeTool(file: string): boolean {
  return /\.config\.[jt]s$/.test(file) || file.startsWith('widgets/build/');
}

function publicNames(folder: string): string[] {
  let manifest: { name: string; exports?: Record<string, unknown> };
  try {
    manifest = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
  } catch {
    return []; // a part that is not there yet
  }
  return Object.keys(manifest.exports ?? {}).map((path) => manifest.name + path.slice(1));
}

function assertNone(imports: readonly Import[], isRefused: (found: Import) => boolean): void {
  assert.deepEqual(imports.filter(isRefused).map(describeImport), []);
}

/** Looks at code only: a comment may well say what is forbidden. */
function assertNoText(patterns: readonly string[], forbidden: RegExp): void {
  const found = sourceFiles(patterns)
    .filter((file) => !isNodeTool(file))
    .flatMap((file) => {
      const lines = readFileSync(join(root, file), 'utf8').split('\n');
      return lines.flatMap((line, index) =>
        !/^\s*(\/\/|\*|\/\*)/.test(line) && forbidden.test(line) ? [`${file}:${index + 1} ${line.trim()}`] : [],
      );
    });
  assert.deepEqual(found, []);
}

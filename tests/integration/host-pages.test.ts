import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

/** Pages of ERPs that cannot be started here: at least every file can be read by what will read it. */

const folder = fileURLToPath(new URL('../../examples/hosts/', import.meta.url));
const files = (pattern: string) => globSync(pattern, { cwd: folder }).sort();
const read = (file: string) => readFileSync(join(folder, file), 'utf8');
const hasPython = spawnSync('python3', ['--version']).status === 0;

describe('pages of host systems', () => {
  test('each folder is named in the table, and says how it is put to use', () => {
    const index = read('README.md');
    for (const name of files('*/')) {
      assert.ok(index.includes(`](${name.replace(/\/$/, '')})`), name);
      assert.match(read(join(name, 'README.md')), /^1\. /m, name);
    }
  });

  for (const file of files('**/*.json')) {
    test(`${file} is JSON`, () => {
      JSON.parse(read(file));
    });
  }

  for (const file of files('**/*.{js,ts}')) {
    test(`${file} is JavaScript or TypeScript`, () => {
      const { diagnostics = [] } = ts.transpileModule(read(file), {
        fileName: file,
        reportDiagnostics: true,
        compilerOptions: { allowJs: true, target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext },
      });
      assert.deepEqual(
        diagnostics.map(({ messageText }) => messageText),
        [],
      );
    });
  }

  const reader = { skip: !hasPython && 'python3 is not installed' };
  test('Python files compile', reader, () => {
    readWith("import sys\nfor file in sys.argv[1:]: compile(open(file, encoding='utf-8').read(), file, 'exec')", '**/*.py');
  });

  test('the app of Frappe can be installed: a package with a version and the modules it names', reader, () => {
    const app = 'frappe/dispatchkit_board';
    readWith(
      "import sys, tomllib\nfor file in sys.argv[1:]:\n  project = tomllib.load(open(file, 'rb'))['project']\n  assert project['name'] == 'dispatchkit_board' and 'version' in project['dynamic']",
      'frappe/pyproject.toml',
    );
    assert.match(read(`${app}/__init__.py`), /^__version__ = "\d+\.\d+\.\d+"$/m);
    for (const module of read(`${app}/modules.txt`).trim().split('\n')) {
      const name = module.toLowerCase().replaceAll(' ', '_');
      assert.doesNotThrow(() => read(`${app}/${name}/__init__.py`), `modules.txt names ${module}`);
    }
  });

  test('XML files are well formed', reader, () => {
    readWith('import sys, xml.dom.minidom\nfor file in sys.argv[1:]: xml.dom.minidom.parse(file)', '**/*.xml');
  });

  test('no file holds a key, and every token comes from a server', () => {
    for (const file of files('**/*.{js,ts,xml,json}')) {
      assert.doesNotMatch(read(file), /api_key|ApiKey|Bearer/, `${file} is sent to browsers`);
    }
  });

  test('files that a page names are there', () => {
    for (const file of files('**/*.al')) {
      for (const [, path = ''] of read(file).matchAll(/'(board\/[^']+)'/g)) {
        // The script files are copied there when it is put to use.
        if (path.startsWith('board/dispatchkit/')) continue;
        assert.doesNotThrow(() => read(join(dirname(dirname(file)), path)), `${file} names ${path}`);
      }
    }
  });
});

function readWith(program: string, pattern: string): void {
  const found = files(pattern);
  assert.ok(found.length > 0, pattern);
  const { status, stderr } = spawnSync('python3', ['-c', program, ...found], { cwd: folder, encoding: 'utf8' });
  assert.equal(status, 0, stderr);
}

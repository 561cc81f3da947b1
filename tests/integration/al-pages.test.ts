import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { type AlObject, countOf, readAl, unquoted } from './al.ts';

/** No compiler of AL runs here: what its files say of each other, and of the scripts beside them, is compared. */

const folder = fileURLToPath(new URL('../../examples/hosts/business-central/', import.meta.url));
const read = (file: string) => readFileSync(join(folder, file), 'utf8');
const objects = new Map(globSync('src/*.al', { cwd: folder }).map((file) => [file, objectIn(file)]));
const all = [...objects.values()];

describe('the control add-in for Business Central', () => {
  test('each file holds one object, and is called after it', () => {
    assert.deepEqual(all.map(({ kind }) => kind).sort(), ['codeunit', 'controladdin', 'page']);
    for (const [file, { kind, name }] of objects) {
      assert.equal(file.toLowerCase(), `src/${name.replaceAll(' ', '')}.${kind}.al`.toLowerCase());
    }
  });

  test('ids are in the range of the app, each once', () => {
    const { idRanges } = JSON.parse(read('app.json')) as { idRanges: { from: number; to: number }[] };
    const ids = all.flatMap(({ id }) => id ?? []);
    assert.ok(ids.length > 0);
    assert.equal(new Set(ids).size, ids.length);
    for (const id of ids)
      assert.ok(
        idRanges.some(({ from, to }) => id >= from && id <= to),
        `${id}`,
      );
  });

  test('every object that is named is there', () => {
    for (const { code } of all) {
      for (const [, kind = '', name = ''] of code.matchAll(/:\s*(Codeunit|Page)\s+("[^"]+")/g)) {
        assert.ok(objectOf(kind, name), `${kind} ${name}`);
      }
      for (const [, name = ''] of code.matchAll(/usercontrol\(\w+;\s*("[^"]+")\)/g)) {
        assert.ok(objectOf('controladdin', name), name);
      }
    }
  });

  test('what is called on a codeunit or the add-in is declared there, with as many values', () => {
    for (const { code } of all) {
      const variables = [...code.matchAll(/(\w+):\s*(Codeunit)\s+("[^"]+")/g)];
      const controls = [...code.matchAll(/usercontrol\((\w+);\s*("[^"]+")\)/g)].map(([text, name = '', of = '']) => {
        return [text, `CurrPage.${name}`, 'controladdin', of] as const;
      });
      for (const [, variable = '', kind = '', name = ''] of [...variables, ...controls]) {
        const procedures = objectOf(kind, name)?.members('procedure');
        const calls = [...code.matchAll(new RegExp(`\\b${variable.replace('.', '\\.')}\\.(\\w+)\\(`, 'g'))];
        assert.ok(calls.length > 0, `${variable} is not used`);
        for (const call of calls) {
          const values = argumentsAt(code, call.index + call[0].length);
          assert.equal(procedures?.get(call[1] ?? ''), values, `${call[0]}…`);
        }
      }
    }
  });

  test('every label that is told is declared', () => {
    for (const { code } of all) {
      for (const [, label = ''] of code.matchAll(/\bError\((\w+)\)/g)) assert.match(code, new RegExp(`\\b${label}: Label ''`));
    }
  });

  test('the page answers every event of the add-in, and no other', () => {
    assert.deepEqual(only('page').members('trigger'), only('controladdin').members('event'));
  });

  test('scripts and styles are there; the widgets come from the build', () => {
    const addIn = only('controladdin');
    const named = ['Scripts', 'StartupScript', 'StyleSheets'].flatMap((property) => addIn.texts(property));
    const [widgets, ...own] = named;
    assert.equal(widgets, 'board/dispatchkit/dispatchkit.js');
    assert.equal(own.length, 3);
    for (const file of own) assert.ok(existsSync(join(folder, file)), file);
    assert.match(read('README.md'), /copy `widgets\/dist\/script` to `board\/dispatchkit`/);
  });

  test('the scripts raise the events that are declared, and offer the procedures', () => {
    const addIn = only('controladdin');
    const scripts = ['StartupScript', 'Scripts']
      .flatMap((property) => addIn.texts(property))
      .filter((file) => existsSync(join(folder, file)));
    const raised = new Map<string, number>();
    const declared = new Map<string, number>();
    const offered = new Set<string>();
    for (const file of scripts) {
      const visit = (node: ts.Node): void => {
        if (ts.isCallExpression(node) && node.expression.getText().endsWith('.InvokeExtensibilityMethod')) {
          const [name, values] = node.arguments;
          assert.ok(name && ts.isStringLiteral(name) && values && ts.isArrayLiteralExpression(values), node.getText());
          raised.set(name.text, values.elements.length);
        }
        if (ts.isFunctionDeclaration(node) && node.name) declared.set(node.name.text, node.parameters.length);
        if (ts.isBinaryExpression(node)) offered.add(/^globalThis\.(\w+)$/.exec(node.left.getText())?.[1] ?? '');
        node.forEachChild(visit);
      };
      ts.createSourceFile(file, read(file), ts.ScriptTarget.ES2022, true).forEachChild(visit);
    }
    const sorted = (members: ReadonlyMap<string, number>) => [...members].sort();
    assert.deepEqual(sorted(raised), sorted(addIn.members('event')));
    const found = new Map([...declared].filter(([name]) => offered.has(name)));
    assert.deepEqual(sorted(found), sorted(addIn.members('procedure')));
  });

  for (const [what, source, fault] of [
    ['a block that is never closed', 'codeunit 1 "A" { procedure B() begin }', /} closes begin/],
    ['one end too many', 'codeunit 1 "A" { procedure B() begin end; end; }', /end closes \{/],
    ['an object without a name', 'codeunit 50101 { }', /begin with an object/],
    ['a bracket in a comment or a text', "codeunit 1 \"A\" { // }\n /* ( */ var B: Label 'it''s ('; }", undefined],
  ] as const) {
    test(`its reader sees ${what}`, () => {
      if (fault) assert.throws(() => readAl(source), fault);
      else readAl(source);
    });
  }
});

function objectIn(file: string): AlObject {
  try {
    return readAl(read(file));
  } catch (cause) {
    throw new Error(`${file} cannot be read`, { cause });
  }
}

function objectOf(kind: string, name: string): AlObject | undefined {
  return all.find((object) => object.kind === kind.toLowerCase() && object.name === unquoted(name));
}

function only(kind: string): AlObject {
  const found = all.find((object) => object.kind === kind);
  assert.ok(found, kind);
  return found;
}

/** How many values a call has whose bracket ends before `start`. */
function argumentsAt(code: string, start: number): number {
  let depth = 1;
  let end = start;
  for (; depth > 0; end++) depth += code[end] === '(' ? 1 : code[end] === ')' ? -1 : 0;
  return countOf(code.slice(start, end - 1).replace(/\([^()]*\)/g, ''), ',');
}

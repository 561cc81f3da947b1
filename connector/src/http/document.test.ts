import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { describe, it } from 'node:test';
import { problemCodes, problems } from '@dispatchkit/contract';
import { writeGenerated } from '../generate/write-generated.ts';
import { sortFields } from '../stores/libsql/sort-fields.ts';
import { openApiDocument, problemsOf } from './document.ts';
import { operations } from './operations/index.ts';

const errorPages = new URL('../../../docs/errors/', import.meta.url);

interface Documented {
  operationId: string;
  summary: string;
  parameters?: { name: string; in: string; required: boolean; schema: { type: string } }[];
}
const document = openApiDocument() as unknown as { paths: Record<string, Record<string, Documented>> };
const documented = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, described]) => ({ path, method, ...described })),
);

describe('the OpenAPI document', () => {
  it('has every operation once, with an id, a summary and no two of a name', () => {
    assert.deepEqual(
      documented.map(({ method, path }) => `${method} ${path}`).sort(),
      operations.map(({ method, path }) => `${method} /v1${path}`).sort(),
    );
    assert.equal(new Set(documented.map(({ operationId }) => operationId)).size, operations.length);
    for (const { operationId, summary } of documented)
      assert.ok(/^[a-z][A-Za-z]+$/.test(operationId) && summary.length > 5, operationId);
  });

  it('requires each id of a path, as text', () => {
    for (const { path, parameters = [] } of documented) {
      for (const [, name] of path.matchAll(/\{(\w+)\}/g)) {
        const parameter = parameters.find((candidate) => candidate.name === name);
        assert.deepEqual(
          [parameter?.in, parameter?.required, parameter?.schema.type],
          ['path', true, 'string'],
          `${path} ${name}`,
        );
      }
    }
  });

  it('says what arrives as text but means a number or yes and no', () => {
    const listTechnicians = documented.find(({ operationId }) => operationId === 'listTechnicians');
    const types = Object.fromEntries(listTechnicians?.parameters?.map(({ name, schema }) => [name, schema.type]) ?? []);
    assert.equal(types.limit, 'integer');
    assert.equal(types.active, 'boolean');
    assert.equal(types.status, 'string');
  });

  it('refers to nothing that is not in it', () => {
    const text = JSON.stringify(document);
    for (const [, reference = ''] of text.matchAll(/"\$ref":"#\/([^"]+)"/g)) {
      const found = reference
        .split('/')
        .reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], document);
      assert.ok(found, reference);
    }
  });

  it('offers no order that the store does not know', () => {
    const kinds: Record<string, keyof typeof sortFields> = {
      '/jobs': 'jobs',
      '/assignments': 'assignments',
      '/technicians': 'technicians',
      '/customers': 'customers',
      '/sites': 'sites',
      '/shifts': 'shifts',
      '/time-off': 'timeOff',
    };
    for (const { path, query } of operations) {
      const kind = kinds[path];
      const sort = query?.shape.sort;
      if (!kind || !sort) continue;
      const fields = Object.keys(sortFields[kind]).filter((field) => sort.safeParse(field).success);
      const described = /: (.+)\. Standard/.exec(sort.unwrap?.().description ?? sort.description ?? '')?.[1] ?? '';
      assert.ok(fields.length > 0, path);
      for (const field of described
        .replace(/, custom\..*$/, '')
        .split(', ')
        .filter(Boolean))
        assert.ok(fields.includes(field), `${path} sorts by ${field}`);
    }
  });
});

describe('generated files', () => {
  it('are fresh', async () => {
    assert.deepEqual(await writeGenerated(true), [], 'run: node --conditions=dispatchkit-source connector/src/generate/main.ts');
  });
});

describe('problem codes', () => {
  it('have a page each, with cause, cure and example, and there is no page without a code', async () => {
    const pages = (await readdir(errorPages)).filter((name) => name !== 'README.md').sort();
    assert.deepEqual(pages, problemCodes.map((code) => `${code}.md`).sort());
    for (const code of problemCodes) {
      const text = await readFile(new URL(`${code}.md`, errorPages), 'utf8');
      assert.ok(text.startsWith(`# ${problems[code].title}\n`), code);
      assert.ok(text.includes(`\`${code}\` · status ${problems[code].status}`), code);
      for (const heading of ['## Cause', '## Cure', '## Example']) assert.ok(text.includes(heading), `${code} ${heading}`);
    }
  });

  it('can be met at some operation, or are said to be reserved', async () => {
    const met = new Set(operations.flatMap(problemsOf));
    // Of the wire as a whole, not of one operation.
    for (const code of ['method_not_allowed', 'not_found', 'not_ready'] as const) met.add(code);
    for (const code of problemCodes) {
      if (met.has(code)) continue;
      assert.match(await readFile(new URL(`${code}.md`, errorPages), 'utf8'), /reserved/, `${code} is neither met nor reserved`);
    }
  });
});

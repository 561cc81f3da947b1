import assert from 'node:assert/strict';
import type { Problem } from '@dispatchkit/contract';
import { operations } from '../src/http/operations/index.ts';
import { readOptionsOf, sparseJson } from '../src/http/operations/read-options.ts';
import { structureFaults } from '../src/internal/faults.ts';

/** Whatever is asked: an answer fits its schema exactly, and a refusal is a complete problem document. */
export function checkAnswer(method: string, path: string, response: Response, body: unknown): void {
  const where = `${method} ${path} → ${response.status}`;
  assert.match(response.headers.get('x-request-id') ?? '', /^[\w.-]{1,64}$/, where);
  assert.equal(response.headers.get('x-content-type-options'), 'nosniff', where);
  if (response.status >= 400) {
    if (method === 'HEAD') return;
    const problem = body as Problem;
    assert.equal(response.headers.get('content-type'), 'application/problem+json', where);
    assert.equal(problem.status, response.status, where);
    assert.match(problem.type, new RegExp(`/${problem.code}$`), where);
    assert.equal(problem.requestId, response.headers.get('x-request-id'), where);
    assert.ok(problem.title && problem.detail, where);
    assert.ok(problem.instance === undefined || problem.instance === `urn:uuid:${problem.requestId}`, where);
    return;
  }
  const { pathname } = new URL(path, 'http://127.0.0.1');
  const operation = operations.find(
    (candidate) =>
      candidate.method.toUpperCase() === method &&
      new RegExp(`^/v1${candidate.path.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(pathname),
  );
  if (operation?.answer === undefined || response.status === 304) return;
  assert.equal(response.status, operation.status ?? 200, where);
  assert.equal(response.headers.get('cache-control'), 'no-store', where);
  const options = readOptionsOf(operation);
  const isSparse = response.headers.get('content-type') === sparseJson;
  const schema = options ? (isSparse ? options.sparseAnswer : options.answer) : operation.answer;
  const result = schema.safeParse(body);
  assert.ok(result.success, `${where}: ${result.error?.message}`);
  assert.deepEqual(structureFaults(schema, body), [], where);
}

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { prefers } from './accept.ts';

describe('a stream of events', () => {
  for (const [accept, expected] of [
    [null, false],
    ['', false],
    ['*/*', false],
    ['application/json', false],
    ['text/html, */*;q=0.8', false],
    ['text/event-stream', true],
    ['TEXT/Event-Stream; charset=utf-8', true],
    ['text/event-stream, */*', true],
    ['text/event-stream;q=0', false],
    ['text/event-stream;q=0, */*', false],
    ['text/event-stream;q=0.5, application/json', false],
    ['application/json;q=0.5, text/event-stream', true],
    ['application/json, text/event-stream', false],
    ['text/event-stream, application/json', true],
    ['text/*', true],
    ['application/json;q=0', false],
    ['text/event-stream;q=nonsense', false],
  ] as const) {
    it(`${expected ? 'answers' : 'does not answer'} ${accept}`, () =>
      assert.equal(prefers(accept, 'text/event-stream', 'application/json'), expected));
  }
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { type LineLogOptions, lineLog } from './line-log.ts';

const at = Date.parse('2026-11-20T08:00:00.123Z');

function collecting(options: Partial<LineLogOptions> = {}) {
  const lines: string[] = [];
  const log = lineLog({
    least: 'debug',
    format: 'json',
    clock: { now: () => at },
    write: (line) => lines.push(line),
    ...options,
  });
  return { log, lines };
}

describe('a log of JSON lines', () => {
  it('says when, how grave, what, and the fields', () => {
    const { log, lines } = collecting();
    log.info('request', { operation: 'listJobs', status: 200, durationMs: 1.5, tenant: undefined, replay: false });
    assert.deepEqual(
      lines.map((line) => JSON.parse(line)),
      [
        {
          time: '2026-11-20T08:00:00.123Z',
          level: 'info',
          message: 'request',
          operation: 'listJobs',
          status: 200,
          durationMs: 1.5,
          replay: false,
        },
      ],
    );
  });

  it('leaves out what matters less than asked for', () => {
    const { log, lines } = collecting({ least: 'warn' });
    log.debug('a');
    log.info('b');
    log.warn('c');
    log.error('d');
    assert.deepEqual(
      lines.map((line) => JSON.parse(line).level),
      ['warn', 'error'],
    );
  });

  it('tells an error with its causes and places, without what a parser was given and without properties', () => {
    const { log, lines } = collecting();
    const parsing = (() => {
      try {
        return JSON.parse('{"name": Robin}');
      } catch (error) {
        return error;
      }
    })();
    const cause = Object.assign(new Error('the socket closed', { cause: parsing }), {
      code: 'ECONNRESET',
      headers: { authorization: 'Bearer abc' },
    });
    log.error('A request failed', { code: 'internal' }, new Error('outer', { cause }));
    const [line] = lines.map((text) => JSON.parse(text));
    assert.equal(line.code, 'internal');
    assert.equal(line.error.message, 'outer');
    assert.match(line.error.stack, /line-log\.test\.ts/);
    assert.equal(line.error.cause.code, 'ECONNRESET');
    assert.equal(line.error.cause.cause.name, 'SyntaxError');
    assert.doesNotMatch(lines.join(), /Robin|abc/);
  });

  it('takes anything that is thrown', () => {
    const { log, lines } = collecting();
    const circular = new Error('round');
    circular.cause = circular;
    const hostile = new Proxy(new Error('x'), {
      get: () => {
        throw new Error('no');
      },
    });
    for (const thrown of [
      circular,
      hostile,
      'text',
      7,
      null,
      Symbol('s'),
      { toString: null },
      new AggregateError([new Error('one'), 2], 'both'),
    ]) {
      log.error('failed', {}, thrown);
    }
    assert.equal(lines.length, 8);
    assert.match(lines.at(-1) ?? '', /"errors":\[\{"name":"Error","message":"one"/);
  });

  it('goes on when nothing can be written', () => {
    const { log } = collecting({
      write: () => {
        throw new Error('disk full');
      },
    });
    log.info('still here');
  });
});

describe('a log for people', () => {
  it('is one line: time, level, message, fields', () => {
    const { log, lines } = collecting({ format: 'text' });
    log.info('request', { operation: 'listJobs', status: 200, tenant: 'a b' });
    assert.deepEqual(lines, ['08:00:00.123 info  request operation=listJobs status=200 tenant="a b"']);
  });

  it('sets in what an error adds', () => {
    const { log, lines } = collecting({ format: 'text' });
    log.error('failed', {}, new Error('out\n08:00:00.124 info  forged', { cause: new Error('in') }));
    const [first, ...rest] = (lines[0] ?? '').split('\n');
    assert.equal(first, '08:00:00.123 error failed');
    assert.ok(rest.every((line) => line.startsWith('  ')));
    assert.match(rest[0] ?? '', /out\\u000a08/);
  });
});

describe('whatever is logged', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom('a\n{"level":"error"}', '\r\n2026', '\u2028x', '\u001b[2J', '\u202egnp.exe', '\ud800', '\u0085', '__proto__'),
  );

  for (const format of ['json', 'text'] as const) {
    it(`is one ${format} line without commands for a terminal`, () => {
      fc.assert(
        fc.property(text, fc.dictionary(text, fc.oneof(text, fc.integer(), fc.boolean())), (message, fields) => {
          const { log, lines } = collecting({ format });
          log.warn(message, fields);
          assert.equal(lines.length, 1);
          assert.doesNotMatch(lines[0] ?? '', /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/u);
          if (format === 'json') assert.equal(JSON.parse(lines[0] ?? '').level, 'warn');
        }),
      );
    });
  }

  it('cannot pass for the time, the level or the message', () => {
    const { log, lines } = collecting();
    log.info('real', { level: 'error', message: 'forged', time: 'never', error: 'none' });
    const line = JSON.parse(lines[0] ?? '');
    assert.deepEqual([line.level, line.message, line.level_], ['info', 'real', 'error']);
  });

  it('names no secret of the installation', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.constantFrom('json' as const, 'text' as const), (secret, format) => {
        const { log, lines } = collecting({ format, secrets: [secret] });
        const inner = new Error(`inner ${secret}`, { cause: new AggregateError([new Error(secret), secret], secret) });
        inner.name = secret;
        log.error(
          `message ${secret}`,
          { address: `https://x.example/${secret}`, [`field`]: secret, authToken: secret },
          Object.assign(inner, { code: secret, sent: secret }),
        );
        assert.ok(!lines.join().includes(secret), lines.join());
      }),
      { numRuns: 50 },
    );
  });
});

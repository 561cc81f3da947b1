import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import fc from 'fast-check';
import { z } from 'zod';
import { seed as seedRecords } from '../../test/fixture.ts';
import { cases, isThorough, seed } from '../../test/fuzz/effort.ts';
import { naughtyStrings } from '../../test/fuzz/naughty-strings.ts';
import { samples } from '../../test/samples.ts';
import { openTestConnector, type TestConnector, tenant } from '../../test/test-connector.ts';
import { operations } from './operations/index.ts';

/*
 * Every naughty string in every field that holds text: it is taken and comes back byte for byte (on one line: without the white space
 * around it), or it is refused by name. Never a fault of ours.
 */

let subject: TestConnector;
let requests = 0;
let accepted = 0;
let refused = 0;
before(async () => {
  subject = await openTestConnector();
  await seedRecords(subject.connector.services, tenant);
});
after(async () => {
  await subject[Symbol.asyncDispose]();
  console.log(`naughty strings: ${strings.length} strings, ${requests} requests, ${accepted} values taken, ${refused} refused`);
});

const all = naughtyStrings();
/** A normal run takes a choice of them, another one each time; a thorough run all. */
const strings = isThorough
  ? all
  : (fc.sample(fc.shuffledSubarray(all, { minLength: 40, maxLength: 40 }), { numRuns: 1, ...seed })[0] ?? []);

/** Fields that may hold any text: what a client chooses freely. */
function textFields(shape: z.ZodType): string[] {
  if (!(shape instanceof z.ZodObject)) return [];
  return Object.entries(shape.shape).flatMap(([name, member]) => (isText(member as z.ZodType) ? [name] : []));
}

function isText(schema: z.ZodType): boolean {
  if (
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodNonOptional ||
    schema instanceof z.ZodNullable ||
    schema instanceof z.ZodDefault
  ) {
    return isText(schema.unwrap() as z.ZodType);
  }
  return schema instanceof z.ZodString;
}

const creates = operations.filter(({ method, status, body, answer }) => method === 'post' && status === 201 && body && answer);

describe('naughty strings', () => {
  for (const operation of creates) {
    const { path = operation.path, send } = samples[operation.id] ?? {};
    const fields = textFields(operation.body as z.ZodType);
    const known = new Set(textFields(operation.answer as z.ZodType));
    it(`${operation.id}: ${fields.join(', ')}`, async () => {
      for (const text of strings) {
        const shape = (operation.body as z.ZodObject).shape;
        // Ids and references are refused together; what may be free text is judged field by field by its own schema.
        const fits = (field: string) => shape[field].safeParse(text).success && text.isWellFormed();
        const taken = fields.filter((field) => known.has(field) && fits(field));
        const wrong = fields.filter((field) => !fits(field));
        const post = async (chosen: readonly string[]) => {
          requests++;
          const body = { ...(send as object), ...Object.fromEntries(chosen.map((field) => [field, text])) };
          return subject.request<Record<string, unknown>>('POST', `/v1${path}`, { as: 'admin', send: body });
        };
        const free = taken.filter((field) => !/Id$|^id$|^timeZone$/.test(field));
        const answer = await post(free);
        assert.ok(answer.status < 500, `${JSON.stringify(text)} → ${answer.status}`);
        if (answer.status === 201) {
          for (const field of free) {
            accepted++;
            const expected = z.string().safeParse(shape[field].parse(text)).data ?? text;
            assert.equal(answer.body[field], expected, `${field}: ${JSON.stringify(text)}`);
            assert.ok(expected === text || expected === text.trim(), `${field} changed ${JSON.stringify(text)}`);
          }
          const location = answer.headers.get('location');
          if (location && free.length > 0) {
            requests++;
            const read = await subject.request<Record<string, unknown>>('GET', location, { as: 'admin' });
            for (const field of free) assert.equal(read.body[field], answer.body[field], `${field} read again`);
          }
        }
        if (wrong.length > 0) {
          const refusal = await post(wrong);
          refused += wrong.length;
          assert.ok(refusal.status >= 400 && refusal.status < 500, `${JSON.stringify(text)} → ${refusal.status}`);
        }
      }
    });
  }

  it('anywhere in an address', async () => {
    const reads = operations.filter(({ method }) => method === 'get');
    for (const [i, text] of strings.entries()) {
      const operation = reads[i % reads.length];
      assert.ok(operation);
      const names = Object.keys(operation.query?.shape ?? { q: 1 });
      for (const name of names) {
        const asked: string = samples[operation.id]?.path ?? operation.path;
        const query = new URLSearchParams(asked.split('?')[1]);
        query.set(name, text.toWellFormed());
        requests++;
        const { status }: { status: number } = await subject.request('GET', `/v1${asked.split('?')[0]}?${query}`, {
          as: 'admin',
        });
        assert.ok(status < 500, `${operation.id} ${name}=${JSON.stringify(text)} → ${status}`);
      }
      if (operation.path.includes('{')) {
        requests++;
        const address = operation.path.replaceAll(/\{\w+\}/g, encodeURIComponent(text.toWellFormed()) || '%20');
        const response = await subject.fetch('GET', `/v1${address}`, { as: 'admin' });
        assert.ok(response.status < 500, `${address} → ${response.status}`);
      }
    }
  });

  it('in custom fields, by key and by value', async () => {
    for (const text of strings) {
      requests += 2;
      const value = await subject.request<{ custom: Record<string, unknown> }>('POST', '/v1/customers', {
        send: { name: 'x', custom: { meter: text } },
      });
      assert.ok(value.status < 500);
      if (value.status === 201) assert.equal(value.body.custom.meter, text);
      const key = await subject.request('POST', '/v1/customers', {
        send: { name: 'x', custom: Object.fromEntries([[text, 1]]) },
      });
      assert.ok(key.status < 500);
    }
  });

  it('found again by full text', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...all.filter((text) => text.isWellFormed())), async (text) => {
        requests++;
        const { status } = await subject.request('GET', `/v1/jobs?${new URLSearchParams({ q: text })}`, {});
        // The longest of them are too long for an address.
        assert.ok([200, 400, 414].includes(status), String(status));
      }),
      { numRuns: cases(60), ...seed },
    );
  });
});

import assert from 'node:assert/strict';
import type { ExpectedRecord, HostFilter, HostKind } from '@dispatchkit/contract/manifest';
import { type Host, HostError, type HostRecord } from '../host.ts';
import type { Replayed } from './subject.ts';

/** More pages than any fixture has. */
const pagesAtMost = 1_000;

/** All records of a kind, page by page. */
export async function listAll(host: Host, kind: HostKind, filter?: HostFilter): Promise<HostRecord[]> {
  const records: HostRecord[] = [];
  let page: string | undefined;
  for (let pages = 0; pages < pagesAtMost; pages += 1) {
    const answer = await host.list(kind, {
      ...(filter === undefined ? {} : { filter }),
      ...(page === undefined ? {} : { page }),
    });
    records.push(...answer.records);
    page = answer.next;
    if (page === undefined) return records;
  }
  return assert.fail(`${kind}: the pages never end`);
}

export async function idsOfAll(host: Host, kind: HostKind): Promise<string[]> {
  const ids: string[] = [];
  let page: string | undefined;
  for (let pages = 0; pages < pagesAtMost; pages += 1) {
    const answer = await host.ids(kind, page);
    ids.push(...answer.ids);
    page = answer.next;
    if (page === undefined) return ids;
  }
  return assert.fail(`${kind}: the pages of ids never end`);
}

/** Changes to the end, as one answer. */
export async function changesOf(host: Host, kind: HostKind, cursor: string | undefined) {
  const changed: HostRecord[] = [];
  const removed: string[] = [];
  let isFull = false;
  let at = cursor;
  for (let pages = 0; pages < pagesAtMost; pages += 1) {
    const answer = await host.changes(kind, at);
    changed.push(...answer.changed);
    removed.push(...answer.removed);
    isFull ||= answer.isFull;
    at = answer.cursor;
    if (!answer.hasMore) return { changed, removed, isFull, cursor: at };
  }
  return assert.fail(`${kind}: the pages of changes never end`);
}

export function assertRecords(found: readonly HostRecord[], expected: readonly ExpectedRecord[], what: string): void {
  const byId = new Map(found.map((record) => [record.id, record]));
  assert.equal(byId.size, found.length, `${what}: a record came twice`);
  assert.deepEqual([...byId.keys()].toSorted(), expected.map(({ id }) => id).toSorted(), `${what}: ids`);
  for (const record of expected) assertRecord(byId.get(record.id), record, `${what} ${record.id}`);
}

export function assertRecord(found: HostRecord | undefined, expected: ExpectedRecord, what: string): void {
  assert.ok(found !== undefined, `${what}: there is none`);
  assert.equal(found.id, expected.id, `${what}: id`);
  assert.deepEqual(withPlainInstants(found.fields), withPlainInstants(expected.fields), `${what}: fields`);
  assert.deepEqual(found.faults ?? [], [], `${what}: fields that could not be read`);
  if (expected.token !== undefined) assert.equal(found.token, expected.token, `${what}: token`);
  assert.deepEqual(
    Object.fromEntries(found.unmapped.map(({ field, value }) => [field, value])),
    expected.unmapped,
    `${what}: unmapped words`,
  );
}

/** Instants may be written with milliseconds or without. */
function withPlainInstants(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const plain = (value: unknown) => (typeof value === 'string' ? value.replace(/^(\d{4}-\d\d-\d\dT[\d:]+)\.0+Z$/, '$1Z') : value);
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, plain(value)]));
}

/** The error of a call that must fail. It must be one that people may read. */
export async function refusal(replayed: Replayed, call: Promise<unknown>, what: string): Promise<HostError> {
  const outcome = await settled(replayed, call, what);
  assert.ok('error' in outcome, `${what}: should have been refused`);
  return outcome.error;
}

/** What came of a call that may fail, but only by a `HostError` that people may read. */
export async function settled<T>(
  replayed: Replayed,
  call: Promise<T>,
  what: string,
): Promise<{ readonly value: T } | { readonly error: HostError }> {
  try {
    return { value: await call };
  } catch (error) {
    if (!(error instanceof HostError)) throw new Error(`${what}: threw something else than a HostError`, { cause: error });
    assertReadable(error, replayed.secrets, what);
    return { error };
  }
}

const machineTalk = [
  /traceback/i,
  /File "[^"]*", line \d/,
  /<\/?[a-z!][^>]*>/i,
  /\bat \S+ \(?\S+:\d+:\d+\)?/,
  /\bselect\b.+\bfrom\b/i,
  /psycopg|site-packages|node_modules/i,
  /secret-of-the-suite/,
];

function assertReadable(error: HostError, secrets: readonly string[], what: string): void {
  const said = `${what}: the message “${error.message.slice(0, 600)}”`;
  assert.ok(error.message.trim() !== '', `${what}: the error has no message`);
  assert.ok(error.message.length <= 500, `${said} is too long`);
  assert.ok(!/[\n\r]/.test(error.message), `${said} is of several lines`);
  for (const pattern of machineTalk) assert.ok(!pattern.test(error.message), `${said} is not for people: ${pattern}`);
  for (const secret of secrets) assert.ok(!error.message.includes(secret), `${said} tells a secret`);
}

/** Fails with the questions that no fixture answers, where there are any: they say more than what came of them. */
export async function explained(replayed: Replayed, what: string, run: () => Promise<void>): Promise<void> {
  try {
    await run();
  } catch (error) {
    assertAllKnown(replayed, what, error);
    throw error;
  }
  assertAllKnown(replayed, what);
}

function assertAllKnown({ server }: Replayed, what: string, cause?: unknown): void {
  if (server.unknown.length === 0) return;
  const asked = [...new Set(server.unknown)].slice(0, 5).join('\n  ');
  throw new Error(`${what}: no exchange in the fixtures fits\n  ${asked}`, cause === undefined ? undefined : { cause });
}

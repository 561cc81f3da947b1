import type { HostChanges, HostFilter } from '@dispatchkit/contract/manifest';
import { addDays, dayRange, wallOf } from '@dispatchkit/scheduling';
import { matches } from '../filters/index.ts';
import { HostError } from '../host.ts';
import type { HostRow, RowsAsk, Transport, Window } from '../seams.ts';
import { type Cursor, fingerprintOf, keepSeen, readCursor, type Seen, writeCursor } from './cursors.ts';
import type { Codecs } from './encodings.ts';
import { idOfRow, joinParts } from './ids.ts';
import type { ResourcePlan } from './plans.ts';
import { allOf, valueAt } from './rows.ts';

/** A page of what has changed, as rows. */
export interface ChangedRows {
  readonly rows: readonly HostRow[];
  readonly removed: readonly string[];
  readonly cursor: string;
  readonly hasMore: boolean;
  readonly isFull: boolean;
}

export interface ChangesAsk {
  readonly plan: ResourcePlan;
  readonly paths: readonly string[];
  readonly transport: Transport;
  readonly codecs: Codecs;
  /** The `where` of the manifest, with settings filled in. */
  readonly where: HostFilter | undefined;
  readonly nowMs: number;
  readonly signal: AbortSignal | undefined;
}

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

type WindowPoll = Extract<HostChanges['by'], { kind: 'window' }>;

/** What happened since the cursor, by whatever the host has for it; everything when it has nothing, or no longer knows. */
export async function changedRows(ask: ChangesAsk, cursorText: string | undefined): Promise<ChangedRows> {
  const cursor = readCursor(cursorText);
  try {
    return await page(ask, cursor);
  } catch (error) {
    if (cursor === undefined || !(error instanceof HostError) || error.kind !== 'expired') throw error;
    return page(ask, undefined);
  }
}

function page(ask: ChangesAsk, cursor: Cursor | undefined): Promise<ChangedRows> {
  const { by } = ask.plan.resource.changes;
  if (by.kind === 'delta-link' && ask.transport.delta !== undefined) {
    return deltaPage(ask, by.prefer, cursor?.kind === 'link' ? cursor : undefined);
  }
  if (by.kind === 'modified-since' && cursor?.kind === 'since') return sincePage(ask, cursor);
  if (by.kind === 'window' && cursor?.kind === 'window') {
    const isTimeForAll = cursor.page === null && ask.nowMs - cursor.fullMs >= by.allEveryHours * hourMs;
    return isTimeForAll ? fullPage(ask, undefined) : windowPage(ask, by, cursor);
  }
  return fullPage(ask, cursor?.kind === 'full' && cursor.page !== null ? cursor : undefined);
}

async function fullPage(ask: ChangesAsk, cursor: Extract<Cursor, { kind: 'full' }> | undefined): Promise<ChangedRows> {
  const { rows, next } = await rowsOf(ask, ask.where, cursor?.page ?? undefined);
  const stamped = rows.map((row) => ({ row, ms: stampOf(ask, row) }));
  const startedMs = cursor?.startedMs ?? ask.nowMs;
  const maxMs = newest(cursor?.maxMs ?? null, stamped);
  const seen = remember(ask, cursor?.seen ?? {}, stamped, maxMs ?? startedMs);
  const { kind } = ask.plan.resource.changes.by;
  const isByStamp = kind === 'modified-since';
  const after = (): Cursor => {
    if (next === undefined && kind === 'window') return { kind, fullMs: startedMs, nowMs: startedMs, page: null };
    return next !== undefined || !isByStamp
      ? { kind: 'full', page: next ?? null, startedMs, maxMs, seen: isByStamp ? seen : {} }
      : { kind: 'since', sinceMs: nextSince(maxMs, startedMs, undefined), page: null, startedMs, maxMs: null, seen };
  };
  const kept = rows.filter((row) => !isFlagged(ask, row));
  return { rows: kept, removed: [], cursor: writeCursor(after()), hasMore: next !== undefined, isFull: true };
}

async function sincePage(ask: ChangesAsk, cursor: Extract<Cursor, { kind: 'since' }>): Promise<ChangedRows> {
  const { filter, since } = changedSince(ask, cursor.sinceMs);
  const { rows, next } = await rowsOf(ask, allOf(ask.where, filter), cursor.page ?? undefined, { since });
  const stamped = rows.map((row) => ({ row, ms: stampOf(ask, row) }));
  const startedMs = cursor.page === null ? ask.nowMs : cursor.startedMs;
  const maxMs = newest(cursor.maxMs, stamped);
  const isNew = ({ row }: Stamped) => cursor.seen[idOf(ask, row)]?.[0] !== fingerprintOf(row);
  const fresh = stamped.filter(isNew).map(({ row }) => row);
  const seen = remember(ask, cursor.seen, stamped, maxMs ?? cursor.sinceMs);
  const after: Cursor =
    next !== undefined
      ? { ...cursor, page: next, startedMs, maxMs, seen }
      : { kind: 'since', sinceMs: nextSince(maxMs, startedMs, cursor.sinceMs), page: null, startedMs, maxMs: null, seen };
  return {
    rows: fresh.filter((row) => !isFlagged(ask, row)),
    removed: fresh.filter((row) => isFlagged(ask, row)).map((row) => idOf(ask, row)),
    cursor: writeCursor(after),
    hasMore: next !== undefined,
    isFull: false,
  };
}

/** What has left the window by the passing of days is not gone. */
async function windowPage(ask: ChangesAsk, by: WindowPoll, cursor: Extract<Cursor, { kind: 'window' }>): Promise<ChangedRows> {
  const nowMs = cursor.page === null ? ask.nowMs : cursor.nowMs;
  const window = windowAround(ask, by, nowMs);
  const inside = by.paths.flatMap((field): HostFilter[] => [
    {
      all: [
        { field, is: 'ge', value: window.from },
        { field, is: 'le', value: window.to },
      ],
    },
  ]);
  const unplanned: HostFilter = { all: by.paths.map((field) => ({ field, is: 'isNull' })) };
  const { rows, next } = await rowsOf(ask, allOf(ask.where, { any: [...inside, unplanned] }), cursor.page ?? undefined, {
    window,
  });
  return {
    rows: rows.filter((row) => !isFlagged(ask, row)),
    removed: rows.filter((row) => isFlagged(ask, row)).map((row) => idOf(ask, row)),
    cursor: writeCursor({ ...cursor, nowMs, page: next ?? null }),
    hasMore: next !== undefined,
    isFull: false,
  };
}

/** Whole days in the zone of the host. */
function windowAround({ codecs }: ChangesAsk, { as, pastDays, nextDays }: WindowPoll, nowMs: number): Window {
  const today = wallOf(nowMs, codecs.timeZone).day;
  const from = addDays(today, -pastDays);
  const to = addDays(today, nextDays);
  const write = (moment: string) => {
    const encoded = codecs.encode(moment, as, undefined);
    if (!encoded.ok) throw new HostError('invalid', `The window of what is planned cannot be written: ${encoded.fault}.`);
    return encoded.value as string | number;
  };
  if (as === 'date') return { from: write(from), to: write(to) };
  const { startMs } = dayRange(from, codecs.timeZone);
  const { endMs } = dayRange(to, codecs.timeZone);
  return { from: write(new Date(startMs).toISOString()), to: write(new Date(endMs).toISOString()) };
}

/** Hosts that track changes answer no filter, so what is not ours is told from the rows. */
async function deltaPage(
  ask: ChangesAsk,
  prefer: string,
  cursor: Extract<Cursor, { kind: 'link' }> | undefined,
): Promise<ChangedRows> {
  const { plan, transport, paths, signal, where, codecs } = ask;
  const answer = await transport.delta?.({ resource: plan.resource, paths, link: cursor?.link, prefer, signal });
  if (answer === undefined) throw new HostError('invalid', 'This host does not track changes.');
  if (answer.hasMore && answer.next === cursor?.link) throw endless(plan);
  const isFull = cursor === undefined || cursor.isFull;
  const isOurs = (row: HostRow) => (where === undefined || matches(where, row, codecs.isNothing)) && !isFlagged(ask, row);
  const gone = isFull ? [] : answer.rows.filter((row) => !isOurs(row)).map((row) => idOf(ask, row));
  return {
    rows: answer.rows.filter(isOurs),
    removed: [...answer.removed.map((parts) => joinParts(parts, plan.resource.id)), ...gone],
    cursor: writeCursor({ kind: 'link', link: answer.next, isFull: isFull && answer.hasMore }),
    hasMore: answer.hasMore,
    isFull,
  };
}

async function rowsOf(
  { plan, paths, transport, codecs, signal }: ChangesAsk,
  filter: HostFilter | undefined,
  page: string | undefined,
  moments: Pick<RowsAsk, 'since' | 'window'> = {},
): Promise<{ readonly rows: readonly HostRow[]; readonly next: string | undefined }> {
  const ask: RowsAsk = { resource: plan.resource, paths, filter, page, ...moments, signal };
  const answer = await transport.rows(ask);
  if (answer.next !== undefined && answer.next === page) throw endless(plan);
  const { rest } = answer;
  return {
    rows: rest === undefined ? answer.rows : answer.rows.filter((row) => matches(rest, row, codecs.isNothing)),
    next: answer.next,
  };
}

function endless({ resource }: ResourcePlan): HostError {
  return new HostError('invalid', `The list of ${resource.entity} does not come to an end.`);
}

interface Stamped {
  readonly row: HostRow;
  /** When it changed, as far as the host says so. */
  readonly ms: number | undefined;
}

function stampOf({ plan, codecs }: ChangesAsk, row: HostRow): number | undefined {
  const { by } = plan.resource.changes;
  const raw = by.kind === 'modified-since' ? by.paths.flatMap((path) => valueAt(row, path) ?? []) : [];
  const found = raw
    .map((value) => codecs.decode(value, 'instant', undefined))
    .map((outcome) => (outcome.ok ? Date.parse(String(outcome.value)) : Number.NaN))
    .filter((ms) => !Number.isNaN(ms));
  return found.length === 0 ? undefined : Math.max(...found);
}

function newest(known: number | null, stamped: readonly Stamped[]): number | null {
  return stamped.reduce<number | null>((max, { ms }) => (ms === undefined || (max !== null && ms <= max) ? max : ms), known);
}

/**
 * By the host's clock, so the newest stamp that was seen. But never after the reading began: what changed on an earlier page while later ones
 * were read would be missed. Of a host that has shown no stamp yet, a day is asked for again: nobody knows its clock.
 */
function nextSince(maxMs: number | null, startedMs: number, before: number | undefined): number {
  if (maxMs === null) return before ?? startedMs - dayMs;
  return Math.max(Math.min(maxMs, startedMs), before ?? Number.NEGATIVE_INFINITY);
}

/** What the overlap will answer again is told from what is new by its fingerprint. */
function remember(ask: ChangesAsk, seen: Seen, stamped: readonly Stamped[], aroundMs: number): Seen {
  const { by } = ask.plan.resource.changes;
  const overlapMs = by.kind === 'modified-since' ? by.overlapSeconds * 1000 : 0;
  const fromMs = aroundMs - overlapMs;
  const added = stamped
    .filter(({ ms = aroundMs }) => ms >= fromMs)
    .map(({ row, ms = aroundMs }) => [idOf(ask, row), [fingerprintOf(row), ms]] as const);
  return keepSeen({ ...seen, ...Object.fromEntries(added) }, fromMs);
}

function changedSince(
  { plan, codecs, nowMs }: ChangesAsk,
  sinceMs: number,
): { readonly filter: HostFilter; readonly since: unknown } {
  const { by } = plan.resource.changes;
  if (by.kind !== 'modified-since') return { filter: { all: [] }, since: undefined };
  const fromMs = beforeClocksChanged(sinceMs - by.overlapSeconds * 1000, nowMs, codecs);
  const encoded = codecs.encode(new Date(fromMs).toISOString(), 'instant', undefined);
  if (!encoded.ok) throw new HostError('invalid', `The time of the last change cannot be written: ${encoded.fault}.`);
  const since = encoded.value as string;
  const tests = by.paths.map((field): HostFilter => ({ field, is: 'ge', value: since }));
  const [only] = tests;
  return { filter: tests.length === 1 && only !== undefined ? only : { any: tests }, since };
}

/**
 * Hosts with wall times show an hour twice when the clocks go back, and what changed in the second showing looks older than what changed in
 * the first: then the question starts that much earlier.
 */
function beforeClocksChanged(ms: number, nowMs: number, codecs: Codecs): number {
  if (!codecs.hasWallTimes) return ms;
  const offset = (at: number) => {
    const wall = wallOf(at, codecs.timeZone);
    return (
      Date.parse(`${wall.day}T00:00:00Z`) +
      ((wall.hour * 60 + wall.minute) * 60 + wall.second) * 1000 -
      Math.floor(at / 1000) * 1000
    );
  };
  return ms - Math.max(0, offset(ms) - offset(Math.max(ms, nowMs)));
}

function isFlagged({ plan, codecs }: ChangesAsk, row: HostRow): boolean {
  const { deletes } = plan.resource.changes;
  return deletes.kind === 'flag' && matches(deletes.when, row, codecs.isNothing);
}

function idOf({ plan }: ChangesAsk, row: HostRow): string {
  const id = idOfRow(row, plan.resource.id);
  if (id === undefined) throw new HostError('invalid', `A row of ${plan.resource.entity} has no id.`);
  return id;
}

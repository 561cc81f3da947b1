import type { HostStanding } from '@dispatchkit/contract';
import { instantOf } from '../../ports/clock.ts';
import type { HostKindState, HostReport, PendingRecord } from '../../ports/hosts.ts';
import type { Reader } from '../../ports/store.ts';
import type { Sight } from '../sight.ts';
import { freshState } from './keep.ts';
import { limitsOf } from './limits.ts';
import type { Mirror, Mirrors } from './mirrors.ts';
import { type PendingSight, pendingSight } from './pending-sight.ts';

/** Records that are named; more are only counted. */
const mostNamed = 500;
/** Of so many pending records of a host it is found out who may see them. */
const mostJudged = 1_000;
/** What is asked for every so often is older than it should be when it has been missed twice, but not before a minute. */
const missedPolls = 3;
const staleAfterAtLeastMs = 60_000;

/** How the host systems of a tenant are doing, and who may see what of it. */
export interface Standings {
  /** As they are for who sees none of the records that have changes for a host. */
  readonly bare: readonly HostStanding[];
  /** What has not reached each of them. */
  readonly backlogs: readonly Pick<HostReport, 'writes' | 'pending'>[];
  readonly sight: PendingSight;
}

/** Computed from what is stored alone, so every process that works on the database says the same. */
export async function readStandings(reader: Reader, mirrors: Mirrors, nowMs: number): Promise<Standings> {
  const hosts = mirrors.of(reader.tenant).filter(({ kinds }) => kinds.length > 0);
  const reports = await Promise.all(hosts.map(({ name }) => reader.hostReport(name, mostJudged)));
  return {
    bare: hosts.map((mirror, index) => standingOf(mirror, reports[index] ?? nothing, nowMs)),
    backlogs: reports.map(({ writes, pending }) => ({ writes, pending })),
    sight: pendingSight(
      reader,
      reports.flatMap(({ pending }) => pending),
    ),
  };
}

/** What somebody may see of it; those with the same sight see the same, and those who see no record share one answer. Customers see nothing. */
export async function seenBy({ bare, backlogs, sight }: Standings, who: Sight): Promise<readonly HostStanding[]> {
  if (who.isCustomer) return [];
  if (backlogs.every(({ pending }) => pending.length === 0)) return bare;
  const isSeen = await sight.of(who);
  if (!isSeen) return bare;
  const seen = backlogs.map(({ pending }) => pending.filter(isSeen));
  if (seen.every((records) => records.length === 0)) return bare;
  return bare.map((host, index) => {
    const { writes, pending } = backlogs[index] ?? nothing;
    const records = seen[index] ?? [];
    // There may be more than were judged; who sees all of these hears of the others, too.
    const isAll = records.length === pending.length;
    return { ...host, writes: isAll ? writes : sumOf(records), records: records.slice(0, mostNamed).map(named) };
  });
}

/** Without what has not reached it. */
export function standingOf(
  mirror: Mirror,
  { states, loaded }: Pick<HostReport, 'states' | 'loaded'>,
  nowMs: number,
): HostStanding {
  const { name, manifest, kinds, polled, whenAway, pollSeconds } = mirror;
  const told = kinds.map((kind) => states.find((state) => state.kind === kind) ?? freshState(kind));
  const state = stateOf(told, nowMs - Math.max(staleAfterAtLeastMs, missedPolls * pollSeconds * 1000));
  return {
    name,
    label: manifest.title,
    modes: Object.fromEntries(kinds.map((kind) => [kind, polled.includes(kind) ? 'mirror' : 'proxy'])),
    state,
    asOf: asOf(told),
    progress: state === 'loading' ? progressOf(told, loaded) : null,
    ...limitsOf(mirror),
    whenAway,
    writes: nothing.writes,
    records: [],
  };
}

function stateOf(kinds: readonly HostKindState[], staleBeforeMs: number): HostStanding['state'] {
  const isDoubted = kinds.some(({ missing }) => missing?.isMany);
  // A host whose lists are doubted has answered.
  const failing = kinds.filter(({ lastError, missing }) => lastError !== null && !missing?.isMany);
  if (failing.length === kinds.length || failing.some(({ isSilent }) => isSilent)) return 'away';
  if (kinds.some((kind) => kind.lastSuccessMs === null && kind.lastError === null)) return 'loading';
  const isStale = isDoubted || kinds.some(({ lastSuccessMs }) => lastSuccessMs === null || lastSuccessMs < staleBeforeMs);
  return isStale ? 'stale' : 'current';
}

/** Kinds that the host has refused from the beginning are not waited for. */
function asOf(kinds: readonly HostKindState[]): string | null {
  const oldestMs = kinds
    .filter(({ lastSuccessMs, lastError, isSilent }) => lastSuccessMs !== null || lastError === null || isSilent)
    .reduce<number | null>((oldest, { lastSuccessMs }) => {
      return oldest === null || lastSuccessMs === null ? null : Math.min(oldest, lastSuccessMs);
    }, Number.POSITIVE_INFINITY);
  return oldestMs === null || oldestMs === Number.POSITIVE_INFINITY ? null : instantOf(oldestMs);
}

function progressOf(kinds: readonly HostKindState[], loaded: HostReport['loaded']): HostStanding['progress'] {
  let done = 0;
  let total: number | null = 0;
  for (const { kind, phase, total: said } of kinds) {
    const here = loaded.get(kind) ?? 0;
    done += here;
    const inAll: number | null = phase === 'steady' ? here : said;
    // The host may have got more since it said how many there are.
    total = total === null || inAll === null ? null : total + Math.max(here, inAll);
  }
  return { done, total };
}

const nothing: HostReport = { states: [], loaded: new Map(), writes: { waiting: 0, conflict: 0, dead: 0 }, pending: [] };

function sumOf(records: readonly PendingRecord[]): HostStanding['writes'] {
  const sum = { waiting: 0, conflict: 0, dead: 0 };
  for (const { waiting, conflict, dead } of records) {
    sum.waiting += waiting;
    sum.conflict += conflict;
    sum.dead += dead;
  }
  return sum;
}

function named({ kind, id, conflict, dead }: PendingRecord): HostStanding['records'][number] {
  return { kind, id, state: dead > 0 ? 'dead' : conflict > 0 ? 'conflict' : 'waiting' };
}

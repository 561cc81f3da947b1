import { HostError, type HostRecord } from '@dispatchkit/adapters';
import type { HostKind } from '@dispatchkit/contract/manifest';
import { instantOf } from '../../ports/clock.ts';
import type { HostKindState, HostMissing } from '../../ports/hosts.ts';
import { isSilence } from './failures.ts';
import { keepRecords } from './keep.ts';
import type { Mirror } from './mirrors.ts';
import type { HostSurroundings } from './options.ts';
import { isToldSince } from './told-meanwhile.ts';

/*
 * What is gone at a host is found by lists of everything, and a list may lack what is there: a page that slid while it was read, an answer
 * that was cut short, an empty one from a host that is not well. What goes here takes along what only we have of it, so no record goes by the
 * word of one list alone. `pass` of a fact says which list has met it last: less than the newest by one is lacked once, by more is lacked
 * twice or more.
 */

/** So many are asked for one by one. */
const askedFor = 50;
/** So few are never a large share. */
const fewAnyway = 5;
/** Lists that lack many are believed when they say so for this long. */
const believedAfterMs = 5 * 60_000;

const recordsAtOnce = 500;

export interface Lacking {
  /** What the list lacks of what is known, by ids of the host. */
  readonly hostIds: readonly string[];
  /** Those of them that the list before this one has lacked, too. */
  readonly again: ReadonlySet<string>;
  /** As many tellings were known before the list was asked for. */
  readonly begunAt: number;
}

/** Lets go of what is gone for certain. @returns what is missing without being so. @throws HostError when the host says nothing */
export async function letGoOfMissing(
  options: HostSurroundings,
  mirror: Mirror,
  state: HostKindState,
  lacking: Lacking,
  signal: AbortSignal,
): Promise<HostMissing | null> {
  const { kind } = state;
  // What was made from here meanwhile may have come too late to be met.
  const isMade = (hostId: string) => isToldSince(mirror, kind, hostId, lacking.begunAt);
  await markMet(options, mirror, kind, { hostIds: lacking.hostIds.filter(isMade), pass: state.pass });
  const hostIds = lacking.hostIds.filter((hostId) => !isMade(hostId));
  if (hostIds.length === 0) return null;
  const known = (await options.store.hosts.counts(mirror.tenant, mirror.name)).get(kind)?.records ?? 0;
  const letGo = isMany(hostIds.length, known) ? letGoOfMany : letGoOfFew;
  return letGo(options, mirror, state, { ...lacking, hostIds, known }, signal);
}

function isMany(count: number, known: number): boolean {
  return count > askedFor || (count > fewAnyway && count * 2 >= known);
}

/** Each is asked for; of those the host cannot be asked for, a second list has to lack them. */
async function letGoOfFew(
  options: HostSurroundings,
  mirror: Mirror,
  state: HostKindState,
  { hostIds, again, begunAt, known }: Lacking & { readonly known: number },
  signal: AbortSignal,
): Promise<HostMissing | null> {
  const { there, gone, unsure } = await askOneByOne(mirror, state.kind, hostIds, signal);
  gone.push(...unsure.filter((hostId) => again.has(hostId)));
  await keepRecords(options, mirror, state.kind, { records: there, gone, state, asOf: begunAt });
  const count = unsure.filter((hostId) => !again.has(hostId)).length;
  return count === 0 ? null : { count, known, isMany: false, isDenied: false, againMs: options.clock.now() };
}

/** Lists have to lack them for a while, and none of those that are asked for may be there. */
async function letGoOfMany(
  options: HostSurroundings,
  mirror: Mirror,
  state: HostKindState,
  { hostIds, again, begunAt, known }: Lacking & { readonly known: number },
  signal: AbortSignal,
): Promise<HostMissing | null> {
  const nowMs = options.clock.now();
  const before = state.missing?.isMany ? state.missing : undefined;
  const count = hostIds.length;
  const isGrowing = before !== undefined && isMany(count - before.count, known);
  if (before && !isGrowing && nowMs < before.againMs) return { ...before, count, known };
  const { there } = await askOneByOne(mirror, state.kind, someOf(hostIds), signal);
  await keepRecords(options, mirror, state.kind, { records: there, state, asOf: begunAt });
  const isDenied = there.length > 0;
  const isBelieved = before !== undefined && !isGrowing && !isDenied;
  const gone = isBelieved ? hostIds.filter((hostId) => again.has(hostId)) : [];
  for (let start = 0; start < gone.length; start += recordsAtOnce) {
    signal.throwIfAborted();
    await keepRecords(options, mirror, state.kind, { gone: gone.slice(start, start + recordsAtOnce), state, asOf: begunAt });
  }
  const left = count - gone.length;
  if (left === 0) return null;
  const isStillMany = isMany(left, known - gone.length);
  return { count: left, known, isMany: isStillMany, isDenied, againMs: isStillMany ? nowMs + believedAfterMs : nowMs };
}

interface Asked {
  readonly there: HostRecord[];
  readonly gone: string[];
  /** The host has not said which. */
  readonly unsure: string[];
}

async function askOneByOne(mirror: Mirror, kind: HostKind, hostIds: readonly string[], signal: AbortSignal): Promise<Asked> {
  const asked: Asked = { there: [], gone: [], unsure: [] };
  if (!mirror.host.capabilities(kind).readsSingly) return { ...asked, unsure: [...hostIds] };
  for (const hostId of hostIds) {
    try {
      const record = await mirror.host.get(kind, hostId, signal);
      if (record) asked.there.push(record);
      else asked.gone.push(hostId);
    } catch (error) {
      if (!(error instanceof HostError) || isSilence(error)) throw error;
      if (error.kind === 'not-found') asked.gone.push(hostId);
      else asked.unsure.push(hostId);
    }
  }
  return asked;
}

/** From all over them: what lists lack is often a stretch. */
function someOf(hostIds: readonly string[]): string[] {
  const step = Math.max(1, hostIds.length / askedFor);
  return Array.from({ length: Math.min(askedFor, hostIds.length) }, (_, i) => hostIds[Math.floor(i * step)] ?? '');
}

/** Keeps of facts which list has met them last. */
export async function markMet(
  { store: { hosts } }: HostSurroundings,
  { tenant, name }: Mirror,
  kind: HostKind,
  { hostIds, pass }: { readonly hostIds: readonly string[]; readonly pass: number },
): Promise<void> {
  for (let start = 0; start < hostIds.length; start += recordsAtOnce) {
    const facts = await hosts.factsOf(tenant, name, kind, hostIds.slice(start, start + recordsAtOnce));
    await hosts.keep(tenant, name, { facts: facts.map((fact) => ({ ...fact, pass })) });
  }
}

/** Whether everything has to be read once more, for what was missing the last time: a list may have lacked what had changed just then. */
export function isToBeReadAgain({ missing, isPassing }: HostKindState, nowMs: number): boolean {
  return missing != null && !isPassing && nowMs >= missing.againMs;
}

/** What people are told while many are missing. */
export function tooManyMissing(mirror: Mirror, kind: HostKind, missing: HostMissing): HostError {
  const { count, known, isDenied, againMs } = missing;
  const { title } = mirror.manifest;
  const noun = nouns[kind];
  const lacks = `${title} no longer lists ${count} of ${known} ${noun}`;
  const then = isDenied
    ? 'but still has some of them when asked for each: its list cannot be trusted, and nothing is removed.'
    : `and nothing is removed before it has said so again after ${instantOf(againMs)}. Synchronize now if they are meant to be gone.`;
  return new HostError('invalid', `${lacks}, ${then}`);
}

const nouns: Readonly<Record<HostKind, string>> = {
  jobs: 'jobs',
  assignments: 'assignments',
  technicians: 'technicians',
  customers: 'customers',
  sites: 'sites',
  shifts: 'shifts',
  timeOff: 'times off',
  equipment: 'pieces of equipment',
  crews: 'crews',
};

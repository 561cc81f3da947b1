import type { HostStanding, Snapshot } from '@dispatchkit/contract';
import { type BoardKind, boardKinds } from '@dispatchkit/contract/words';
import { instantOf } from '../ports/clock.ts';
import type { Reader } from '../ports/store.ts';
import { capabilitiesFor, scopeOf } from './access.ts';
import type { ActorContext } from './actor.ts';
import { malformedQuery } from './errors.ts';
import { type HostOptions, readStandings, seenBy, withoutRefused } from './hosts/index.ts';
import { interval } from './list-request.ts';
import type { SnapshotOptions } from './options.ts';
import type { ServiceOptions } from './service-options.ts';
import { sightOf } from './sight.ts';

const maxJobs = 20_000;
const maxDays = 366;

/** Everything a board needs for a window, in one committed state. @throws ProblemError `not_allowed`, `malformed_request` */
export async function snapshot(options: ServiceOptions, actor: ActorContext, window: SnapshotOptions): Promise<Snapshot> {
  return JSON.parse(await snapshotText(options, actor, window)) as Snapshot;
}

/** The same as JSON text, made without reading the records: they go out as they are stored. */
export async function snapshotText(
  { store, clock, hosts }: ServiceOptions,
  actor: ActorContext,
  options: SnapshotOptions,
): Promise<string> {
  const reader = store.read(actor.tenant);
  const scope = await scopeOf(actor, 'snapshot:read', reader);
  const { from = '', to = '' } = interval(options.from, options.to);
  if (Date.parse(to) - Date.parse(from) > maxDays * 86_400_000)
    throw malformedQuery('to', `A window is at most ${maxDays} days long.`);
  const { ownedBy, territories } = scope;
  const { records, seq, settings, jobsTotal, truncated } = await reader.snapshot({
    ...{ from, to, jobs: options.jobs, maxJobs },
    ...(ownedBy === undefined ? {} : { ownedBy }),
    ...(territories === undefined ? {} : { territories }),
  });
  const frame: Omit<Snapshot, BoardKind> = {
    serverAt: instantOf(clock.now()),
    from,
    to,
    actor: { id: actor.id, name: actor.name, role: actor.role, technicianId: actor.technicianId, tenant: actor.tenant },
    capabilities: withoutRefused(capabilitiesFor(actor), hosts?.mirrors, actor.tenant) as Snapshot['capabilities'],
    seq,
    settings,
    jobsTotal,
    truncated,
    hosts: await hostsSeenBy(actor, reader, hosts, clock.now()),
  };
  const lists = boardKinds.map((kind) => `"${kind}":${records[kind]}`);
  return `${JSON.stringify(frame).slice(0, -1)},${lists.join(',')}}`;
}

/** After the records were read, which may have asked the hosts. */
async function hostsSeenBy(
  actor: ActorContext,
  reader: Reader,
  hosts: HostOptions | undefined,
  nowMs: number,
): Promise<HostStanding[]> {
  if (!hosts || hosts.mirrors.of(actor.tenant).length === 0) return [];
  return [...(await seenBy(await readStandings(reader, hosts.mirrors, nowMs), sightOf(actor)))];
}

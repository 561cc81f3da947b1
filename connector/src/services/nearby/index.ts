import type { Job, Nearby, Technician } from '@dispatchkit/contract';
import { isOpen, type JobStatus, jobStatuses } from '@dispatchkit/contract/words';
import { distanceMeters } from '@dispatchkit/scheduling';
import type { Filters, Placed, Reader, Records } from '../../ports/store.ts';
import { scopeOf } from '../access.ts';
import type { ActorContext } from '../actor.ts';
import { recordFor } from '../customer-view.ts';
import { definitions } from '../definitions/index.ts';
import { malformedQuery } from '../errors.ts';
import { getVisible } from '../read-records.ts';
import type { ServiceOptions } from '../service-options.ts';
import { boxAround, type Place } from './box-around.ts';

export const nearbyKinds = ['technicians', 'jobs'] as const;

export interface NearbyOptions {
  /** Around a place, or around the site of a job. Exactly one of them. */
  readonly centre?: Place;
  readonly jobId?: string;
  /** Default 10,000. */
  readonly radiusMeters?: number;
  /** Default both. */
  readonly kinds?: readonly (typeof nearbyKinds)[number][];
  /** Of jobs. Default: those that are open. */
  readonly status?: readonly JobStatus[];
  /** Of each kind. Default 20. */
  readonly limit?: number;
}

export interface NearbyServices {
  /**
   * Active technicians where they were last seen, and jobs at their sites, nearest first.
   * @throws ProblemError `not_allowed`, `not_found`, `malformed_request` when the job has no position
   */
  nearby(actor: ActorContext, options: NearbyOptions): Promise<Nearby>;
}

export function nearbyServices({ store }: ServiceOptions): NearbyServices {
  return {
    async nearby(actor, options) {
      const { radiusMeters = 10_000, kinds = nearbyKinds, limit = 20, status = jobStatuses.filter(isOpen), jobId } = options;
      const reader = store.read(actor.tenant);
      const centre = options.centre ?? (await siteOf(reader, actor, jobId));
      const found: { technicians?: Nearby['technicians']; jobs?: Nearby['jobs'] } = {};
      const search = { reader, centre, radiusMeters, limit };
      if (kinds.includes('technicians')) {
        const scope = await scopeOf(actor, 'technicians:read', reader);
        const nearest = await nearestFirst(search, 'technicians', { active: true, ...scope });
        found.technicians = nearest.map(({ record, meters }) => ({ technician: record as Technician, distanceMeters: meters }));
      }
      if (kinds.includes('jobs')) {
        const scope = await scopeOf(actor, 'jobs:read', reader);
        const nearest = await nearestFirst({ ...search, limit: limit + 1 }, 'jobs', { status, ...scope });
        found.jobs = nearest
          .filter(({ record }) => record.id !== jobId)
          .slice(0, limit)
          .map(({ record, position, meters }) => ({
            job: recordFor(actor, 'jobs', record as Job),
            position,
            distanceMeters: meters,
          }));
      }
      return { centre, radiusMeters, ...found };
    },
  };
}

async function siteOf(reader: Reader, actor: ActorContext, jobId: string | undefined): Promise<Place> {
  if (jobId === undefined) {
    throw malformedQuery('latitude', 'Say around what: latitude and longitude, or a jobId.');
  }
  const { siteId } = await getVisible(reader, actor, 'jobs', definitions.jobs, jobId);
  const site = siteId === null ? undefined : await reader.get('sites', siteId);
  if (!site?.position) {
    throw malformedQuery('jobId', 'This job has no position.', 'Give its site a position, or send latitude and longitude.');
  }
  return site.position;
}

interface Search {
  readonly reader: Reader;
  readonly centre: Place;
  readonly radiusMeters: number;
  readonly limit: number;
}

const firstRadiusMeters = 250;

/** Looks in a small circle first and in ever larger ones while too few are found: what it costs depends on what is answered. */
async function nearestFirst<K extends 'jobs' | 'technicians'>(
  { reader, centre, radiusMeters, limit }: Search,
  kind: K,
  filters: Filters,
): Promise<(Placed<Records[K]> & { readonly meters: number })[]> {
  for (let radius = Math.min(firstRadiusMeters, radiusMeters); ; radius = Math.min(radius * 2, radiusMeters)) {
    const placed = await reader.nearest(kind, { centre, box: boxAround(centre, radius), filters, limit });
    const inside = placed
      .map((each) => ({ ...each, distance: distanceMeters(centre, each.position) }))
      .filter(({ distance }) => distance <= radius);
    if (inside.length < limit && radius < radiusMeters) continue;
    return inside.map(({ distance, ...each }) => ({ ...each, meters: Math.round(distance) }));
  }
}

import { type DispatchSource, indexesOf, schedulingContext, spanOf } from '@dispatchkit/client';
import type { Job, Technician } from '@dispatchkit/contract';
import { isOpen, type JobStatus, jobStatuses, priorities } from '@dispatchkit/contract/words';
import { legsOf } from '@dispatchkit/scheduling';
import type { HostMarks, MarkState } from '../shared/hosts/index.ts';

export const colorings = ['status', 'priority', 'technician'] as const;
/** What the colour of a point stands for. */
export type ColorBy = (typeof colorings)[number];

/** Half-open interval in epoch milliseconds. */
interface Range {
  readonly startMs: number;
  readonly endMs: number;
}

/** WGS 84 degrees. */
export interface Place {
  readonly latitude: number;
  readonly longitude: number;
}

/** A job on the map. */
export interface JobPoint extends Place {
  readonly jobId: string;
  /** Key into the palette: a status, a priority, or a technician's id; empty for nobody. */
  readonly colorKey: string;
  /** What has become of a change that has not reached its host system. */
  readonly mark?: MarkState;
}

export interface MapJobs {
  readonly points: readonly JobPoint[];
  /** Jobs of the day without a position, which would otherwise be forgotten. */
  readonly missing: readonly Job[];
  /** How many of the points each colour key has. */
  readonly counts: ReadonlyMap<string, number>;
}

/** Open jobs nobody has yet, and jobs with an assignment that touches the range. `marks` are of changes a host has not got. */
export function mapJobs(source: DispatchSource, range: Range, colorBy: ColorBy, marks?: HostMarks): MapJobs {
  const { jobs, sites } = source.tables;
  const indexes = indexesOf(source);
  const technicianOf = techniciansOfJobs(source, range);
  const points: JobPoint[] = [];
  const missing: Job[] = [];
  const counts = new Map<string, number>();
  for (const job of jobs.values()) {
    const technicianId = technicianOf.get(job.id);
    if (technicianId === undefined && !isWaiting(source, job)) continue;
    const position = job.siteId ? sites.get(job.siteId)?.position : null;
    if (!position) {
      missing.push(job);
      continue;
    }
    const colorKey = colorBy === 'status' ? job.status : colorBy === 'priority' ? job.priority : (technicianId ?? '');
    counts.set(colorKey, (counts.get(colorKey) ?? 0) + 1);
    const mark = marks?.isEmpty === false ? marks.of(job.id, indexes.assignmentsOfJob(job.id))?.state : undefined;
    points.push({ jobId: job.id, latitude: position.latitude, longitude: position.longitude, colorKey, mark });
  }
  return { points, missing, counts };
}

/** Colour keys in the order a legend lists them. */
export function legendOrder(colorBy: ColorBy, counts: ReadonlyMap<string, number>): string[] {
  if (colorBy === 'technician') return [...counts.keys()].filter(Boolean);
  const order: readonly string[] = colorBy === 'status' ? jobStatuses : [...priorities].reverse();
  return order.filter((key) => counts.has(key));
}

function techniciansOfJobs(source: DispatchSource, range: Range): Map<string, string> {
  const found = new Map<string, string>();
  const indexes = indexesOf(source);
  for (const technicianId of source.tables.technicians.keys()) {
    for (const { jobId } of indexes.assignmentsOfTechnician(technicianId, range)) found.set(jobId, technicianId);
  }
  return found;
}

function isWaiting(source: DispatchSource, job: Job): boolean {
  return isOpen(job.status) && indexesOf(source).assignmentsOfJob(job.id).length === 0;
}

/** Where a technician is, and how well that is known. */
export interface TechnicianSpot extends Place {
  readonly technician: Technician;
  /** `live` by GPS · `stop` at the site of the work under way · `home` nothing better is known. */
  readonly known: 'live' | 'stop' | 'home';
}

/** A position older than this says nothing of now. */
const freshMs = 2 * 60 * 60_000;
const atWork: ReadonlySet<JobStatus> = new Set(['on_site', 'in_progress']);

/** Active technicians who are somewhere, in the order of the table. */
export function technicianSpots(source: DispatchSource, nowMs: number): TechnicianSpot[] {
  const spots: TechnicianSpot[] = [];
  for (const technician of source.tables.technicians.values()) {
    if (!technician.active) continue;
    const { position, home } = technician;
    if (position && nowMs - Date.parse(position.at) < freshMs) {
      spots.push({ technician, latitude: position.latitude, longitude: position.longitude, known: 'live' });
      continue;
    }
    const stop = stopOf(source, technician.id, nowMs);
    if (stop) spots.push({ technician, ...stop, known: 'stop' });
    else if (home) spots.push({ technician, latitude: home.latitude, longitude: home.longitude, known: 'home' });
  }
  return spots;
}

function stopOf(source: DispatchSource, technicianId: string, nowMs: number): Place | undefined {
  const near = { startMs: nowMs - 12 * 60 * 60_000, endMs: nowMs + 60_000 };
  const visit = indexesOf(source)
    .assignmentsOfTechnician(technicianId, near)
    .find(({ status }) => atWork.has(status));
  const siteId = visit && source.tables.jobs.get(visit.jobId)?.siteId;
  const position = siteId ? source.tables.sites.get(siteId)?.position : undefined;
  return position ? { latitude: position.latitude, longitude: position.longitude } : undefined;
}

/** The way of one technician through a day; parts behind them are drawn lighter. */
export interface Route {
  readonly technicianId: string;
  readonly color: string;
  readonly done: readonly Place[];
  readonly ahead: readonly Place[];
}

export function routeOf(source: DispatchSource, technicianId: string, range: Range, nowMs: number): Route | undefined {
  const technician = source.tables.technicians.get(technicianId);
  if (!technician) return undefined;
  const done: Place[] = [];
  const ahead: Place[] = [];
  for (const { assignment, fromPosition, toPosition } of legsOf(technicianId, range, schedulingContext(source))) {
    if (!toPosition) continue;
    const isDone = assignment.status === 'completed' || spanOf(assignment).endMs <= nowMs;
    const part = isDone ? done : ahead;
    if (part.length === 0 && fromPosition) part.push(fromPosition);
    part.push(toPosition);
  }
  return done.length + ahead.length > 1 ? { technicianId, color: technician.color, done, ahead } : undefined;
}

/** The smallest box around places, south-west and north-east; undefined for none. */
export function boundsOf(places: Iterable<Place>): readonly [Place, Place] | undefined {
  let south = Number.POSITIVE_INFINITY;
  let west = Number.POSITIVE_INFINITY;
  let north = Number.NEGATIVE_INFINITY;
  let east = Number.NEGATIVE_INFINITY;
  for (const { latitude, longitude } of places) {
    south = Math.min(south, latitude);
    north = Math.max(north, latitude);
    west = Math.min(west, longitude);
    east = Math.max(east, longitude);
  }
  if (south > north) return undefined;
  return [
    { latitude: south, longitude: west },
    { latitude: north, longitude: east },
  ];
}

import type { Job } from '@dispatchkit/contract';
import type { Draft } from '../ports/store.ts';
import { isoOf } from './iso.ts';
import { casesByHour, casesBySource, type RequestKind, remarks, requestKinds } from './kinds.ts';
import type { Places } from './places.ts';
import type { Random } from './random.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/** Hours in which work of a priority should be finished. */
const dueHours = { urgent: 6, high: 30, normal: 96, low: 240 } as const;

/** Makes jobs as they would come in; numbers are given later, in the order of requests. */
export interface Requests {
  readonly jobs: Draft<Job>[];
  /** A job that can be placed on the day that begins at `dayMs`: requested before it. */
  beforeDay(dayMs: number): Draft<Job>;
  /** One that waits for a decision: requested in the last days, due between late and later. */
  waiting(nowMs: number, dueMs: number | null, options?: { withPosition?: boolean; kind?: RequestKind }): Draft<Job>;
}

export function createRequests(random: Random, places: Places): Requests {
  const jobs: Draft<Job>[] = [];

  const add = (
    kind: RequestKind,
    siteId: string,
    customerId: string | null,
    requestedMs: number,
    dueMs: number | null,
  ): Draft<Job> => {
    const [subject = ''] = kind.title.split(/[ ·]/);
    const longer = random.chance(0.25) ? random.pick([15, 30, 45]) : 0;
    const job: Draft<Job> = {
      id: `job-${String(jobs.length + 1).padStart(4, '0')}`,
      externalRef: null,
      custom: {},
      number: '-',
      type: kind.type,
      title: kind.title,
      description: random.chance(0.6) ? random.pick(remarks[subject] ?? ['']) : '',
      priority: kind.priority,
      status: 'unscheduled',
      explicitStatus: null,
      statusReason: null,
      customerId,
      siteId,
      durationMinutes: kind.durationMinutes + longer,
      skills: [kind.skill],
      certifications: [],
      equipmentIds: [],
      territory: null,
      requestedAt: isoOf(requestedMs),
      windowStartsAt: null,
      windowEndsAt: null,
      dueAt: dueMs === null ? null : isoOf(dueMs),
      completedAt: null,
      source: random.weighted(casesBySource, ([, cases]) => cases)[0],
      quotedPrice: null,
    };
    jobs.push(job);
    return job;
  };
  const pickKind = () => random.weighted(requestKinds, ({ cases }) => cases);
  /** Minutes into a day, as requests come in over the day. */
  const minuteOfDay = () => casesByHour.indexOf(random.weighted(casesByHour, (cases) => cases)) * 60 + random.integer(0, 59);

  return {
    jobs,
    beforeDay(dayMs) {
      const kind = pickKind();
      const { id, customerId } = places.siteFor(kind);
      const daysBefore = kind.priority === 'urgent' ? 1 : random.integer(1, 4);
      const requestedMs = dayMs - daysBefore * 24 * hourMs + minuteOfDay() * minuteMs;
      // Whoever planned the day kept what was promised.
      const dueMs = Math.max(requestedMs + dueHours[kind.priority] * hourMs, dayMs + 24 * hourMs);
      return add(kind, id, customerId, requestedMs, dueMs);
    },
    waiting(nowMs, dueMs, { withPosition = true, kind = pickKind() } = {}) {
      const { id, customerId } = withPosition ? places.siteFor(kind) : places.siteWithoutPosition(kind);
      const latestMs = Math.min(nowMs, dueMs ?? nowMs) - 20 * minuteMs;
      return add(kind, id, customerId, latestMs - random.integer(5, 40 * 60) * minuteMs, dueMs);
    },
  };
}

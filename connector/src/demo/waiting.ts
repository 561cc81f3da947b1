import type { Random } from './random.ts';
import type { Requests } from './requests.ts';

const minuteMs = 60_000;

/** Minutes from now until they are due: a few late, some soon, most within two days, some without a date. */
const waitingDueMinutes: readonly (number | null)[] = [
  -125,
  -64,
  -33,
  -32,
  -30,
  -15,
  18,
  18,
  25,
  30,
  31,
  31,
  59,
  62,
  66,
  83,
  95,
  110,
  128,
  150,
  175,
  190,
  215,
  240,
  260,
  290,
  320,
  350,
  390,
  430,
  470,
  520,
  ...Array.from({ length: 20 }, (_, i) => 600 + i * 115),
  ...Array.from({ length: 12 }, () => null),
];

/** Adds the jobs that wait for a decision, and a few on hold or cancelled. */
export function addWaiting(requests: Requests, nowMs: number, random: Random): void {
  for (const [i, minutes] of waitingDueMinutes.entries()) {
    const dueMs = minutes === null ? null : nowMs + minutes * minuteMs;
    // Every fifth came in without a place that could be found.
    const job = requests.waiting(nowMs, dueMs, { withPosition: i % 5 !== 2 });
    if (minutes !== null && minutes < 120 && random.chance(0.3)) job.priority = random.pick(['high', 'urgent'] as const);
  }
  const settled = [
    ['on_hold', 'Waiting for a spare part'],
    ['on_hold', 'Customer asked to be called first'],
    ['on_hold', 'Permit not yet granted'],
    ['cancelled', 'Reported twice'],
    ['cancelled', 'Caller says it is solved'],
    ['cancelled', 'Not ours, passed on'],
  ] as const;
  for (const [status, reason] of settled) {
    const job = requests.waiting(nowMs, nowMs + random.integer(300, 3000) * minuteMs);
    job.explicitStatus = status;
    job.statusReason = reason;
  }
}

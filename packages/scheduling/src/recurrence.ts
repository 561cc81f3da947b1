/**
 * Work that comes again. An entry of its own (`@dispatchkit/scheduling/recurrence`), because only those who need it should load
 * the engine.
 */
import { RRuleTemporal } from 'rrule-temporal';
import { parseRecurrenceRule, RecurrenceError, type RecurrenceRule } from './recurrence-rule.ts';
import { dayRange, wallToInstant } from './time.ts';

export { RecurrenceError } from './recurrence-rule.ts';

/** When something comes again: a first wall time, and a rule for the rest. */
export interface Recurrence {
  /** Wall time the rule counts from, `YYYY-MM-DDTHH:mm`. It is an occurrence itself when it fits the rule. */
  readonly startsAt: string;
  /** IANA zone in which the wall time is meant, also on days when the clocks change. */
  readonly timeZone: string;
  /** Value of an RRULE; see `parseRecurrenceRule` for what is understood. */
  readonly rule: string;
  /** Days on which it is left out, `YYYY-MM-DD` in the zone. They count for COUNT, as EXDATE does. */
  readonly exceptDays?: readonly string[];
}

/** At most one a day, so the day names it. */
export interface Occurrence {
  readonly day: string;
  readonly startMs: number;
}

export interface OccurrenceRange {
  /** Epoch milliseconds; those before are left out. */
  readonly fromMs: number;
  /** Not included. */
  readonly untilMs: number;
  /** At most so many. */
  readonly limit: number;
}

/**
 * Occurrences in a range, earliest first. The wall time stays what it is when the clocks change; one that the clocks skip is left
 * out and does not count, one that comes twice is the first (RFC 5545 §3.3.10). A rule is followed for 50 years.
 * @throws RecurrenceError when the rule, the first wall time or the zone cannot be read
 */
export function occurrencesOf(recurrence: Recurrence, { fromMs, untilMs, limit }: OccurrenceRange): Occurrence[] {
  const except = new Set(recurrence.exceptDays);
  const found: Occurrence[] = [];
  for (const occurrence of following(recurrence, fromMs)) {
    if (found.length >= limit || occurrence.startMs >= untilMs) break;
    if (occurrence.startMs >= fromMs && !except.has(occurrence.day)) found.push(occurrence);
  }
  return found;
}

/** Whether it can be read and happens at all: what is wrong as a sentence, or `null`. */
export function recurrenceFault(recurrence: Recurrence): string | null {
  try {
    for (const _ of following(recurrence, Number.NEGATIVE_INFINITY)) return null;
    return 'It never happens';
  } catch (error) {
    if (error instanceof RecurrenceError) return error.message;
    throw error;
  }
}

/**
 * Those from shortly before `fromMs` on. The calendar part of the rule is worked out on days alone, as if all of them had 24
 * hours; only then is the wall time of each looked up in the zone. So a wall time that is skipped once is back the next time.
 */
function* following(recurrence: Recurrence, fromMs: number): Generator<Occurrence> {
  const { startsAt, timeZone } = recurrence;
  const { rule, calendar } = readRecurrence(recurrence);
  const count = Number(rule.parts.get('COUNT') ?? Number.POSITIVE_INFINITY);
  const lastMs =
    rule.untilDay === null ? (rule.untilMs ?? Number.POSITIVE_INFINITY) : dayRange(rule.untilDay, timeZone).endMs - 1;
  const time = startsAt.slice(10);
  // What is counted has to be counted from the start; everything else may start a day early, as zones differ from UTC.
  const from = Number.isFinite(count) ? Number.NEGATIVE_INFINITY : fromMs - 2 * dayMs;
  let found = 0;
  for (let at = nextDate(calendar, from, true); at !== null && found < count; at = nextDate(calendar, at, false)) {
    const day = new Date(at).toISOString().slice(0, 10);
    const startMs = wallToInstant(`${day}${time}`, timeZone, 'recurrence');
    if (startMs === null) continue;
    if (startMs > lastMs) return;
    found += 1;
    yield { day, startMs };
  }
}

const dayMs = 86_400_000;
const reachYears = 50;

interface Readable {
  readonly rule: RecurrenceRule;
  /** The rule over wall times, written as if they were UTC. */
  readonly calendar: RRuleTemporal;
}

/** Shared by all questions about one series: the engine keeps what it has worked out. */
const readables = new Map<string, Readable>();

function readRecurrence({ startsAt, timeZone, rule }: Recurrence): Readable {
  const key = `${timeZone} ${startsAt} ${rule}`;
  let readable = readables.get(key);
  if (!readable) {
    checkStart(startsAt, timeZone);
    const parsed = parseRecurrenceRule(rule);
    readable = { rule: parsed, calendar: calendarOf(startsAt, parsed) };
    if (readables.size >= 256) readables.clear();
    readables.set(key, readable);
  }
  return readable;
}

function checkStart(startsAt: string, timeZone: string): void {
  if (!/^(?:19|20|21)\d\d-\d\d-\d\dT\d\d:\d\d$/.test(startsAt))
    throw new RecurrenceError('Give the first wall time as 2026-11-20T09:00');
  try {
    wallToInstant(startsAt, timeZone);
  } catch (cause) {
    throw new RecurrenceError(`There is no wall time ${startsAt} in ${timeZone}`, { cause });
  }
}

/** COUNT and UNTIL are about instants and are seen to in `following`; the end given here only keeps the search from being endless. */
function calendarOf(startsAt: string, { parts }: RecurrenceRule): RRuleTemporal {
  const end = `${Number(startsAt.slice(0, 4)) + reachYears}1231T235959Z`;
  const kept = [...parts].filter(([name]) => name !== 'UNTIL' && name !== 'COUNT').map(([name, value]) => `${name}=${value}`);
  return new RRuleTemporal({
    rruleString: `DTSTART:${startsAt.replaceAll(/[-:]/g, '')}00Z\nRRULE:${[...kept, `UNTIL=${end}`].join(';')}`,
    maxIterations: 366 * (reachYears + 1),
  });
}

/** The first one at or after (or only after) an instant; `null` when there are no more. */
function nextDate(calendar: RRuleTemporal, afterMs: number, inclusive: boolean): number | null {
  const earliest = new Date(Math.max(afterMs, Date.UTC(1900, 0)));
  return calendar.next(earliest, inclusive)?.epochMilliseconds ?? null;
}

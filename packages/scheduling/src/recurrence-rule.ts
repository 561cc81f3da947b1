/** What a rule repeats by. Shorter steps are not for jobs. */
const frequencies = ['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'] as const;
type Frequency = (typeof frequencies)[number];

/** The parts of a rule that are understood, by name, as they are written. */
export interface RecurrenceRule {
  readonly frequency: Frequency;
  readonly parts: ReadonlyMap<string, string>;
  /** Last day the rule may meet, or last instant; never both. */
  readonly untilDay: string | null;
  readonly untilMs: number | null;
}

/** A rule that cannot be read, and why: a sentence for whoever wrote it. */
export class RecurrenceError extends RangeError {
  override readonly name = 'RecurrenceError';
}

const maxInterval = 1000;
const maxCount = 1000;

const weekday = '(?:MO|TU|WE|TH|FR|SA|SU)';
const forms: Readonly<Record<string, { readonly form: RegExp; readonly example: string }>> = {
  FREQ: { form: /^(?:DAILY|WEEKLY|MONTHLY|YEARLY)$/, example: 'FREQ=WEEKLY (or DAILY, MONTHLY, YEARLY)' },
  INTERVAL: { form: /^[1-9]\d{0,3}$/, example: `INTERVAL=2, at most ${maxInterval}` },
  COUNT: { form: /^[1-9]\d{0,3}$/, example: `COUNT=10, at most ${maxCount}` },
  UNTIL: { form: /^\d{8}(?:T\d{6}Z)?$/, example: 'UNTIL=20271231, a day, or UNTIL=20271231T225959Z, an instant' },
  BYDAY: {
    form: new RegExp(`^(?:[+-]?[1-9]\\d?)?${weekday}(?:,(?:[+-]?[1-9]\\d?)?${weekday})*$`),
    example: 'BYDAY=MO,TH or BYDAY=2TU or BYDAY=-1FR',
  },
  BYMONTHDAY: { form: /^-?[1-9]\d?(?:,-?[1-9]\d?)*$/, example: 'BYMONTHDAY=1,15 or BYMONTHDAY=-1 (the last)' },
  BYMONTH: { form: /^[1-9]\d?(?:,[1-9]\d?)*$/, example: 'BYMONTH=3,9' },
  BYSETPOS: { form: /^-?[1-9]\d{0,2}(?:,-?[1-9]\d{0,2})*$/, example: 'BYSETPOS=-1 (the last of those the other parts select)' },
  WKST: { form: new RegExp(`^${weekday}$`), example: 'WKST=MO' },
};

/**
 * Reads the value of an RRULE (RFC 5545 §3.3.10): `FREQ=MONTHLY;BYDAY=2TU;COUNT=12`.
 *
 * Understood are FREQ (from DAILY up), INTERVAL, COUNT, UNTIL, BYDAY (with numbers for MONTHLY and YEARLY), BYMONTHDAY (negative
 * ones count from the end), BYMONTH, BYSETPOS and WKST. Whatever else is said is refused, so that no part of a rule is ever passed over.
 * @throws RecurrenceError
 */
export function parseRecurrenceRule(text: string): RecurrenceRule {
  const parts = partsOf(text);
  const frequency = frequencies.find((word) => word === parts.get('FREQ'));
  if (!frequency) throw new RecurrenceError('Say how often with FREQ, such as FREQ=WEEKLY');
  checkNumbers(parts);
  checkTogether(frequency, parts);
  const until = parts.get('UNTIL');
  return {
    frequency,
    parts,
    untilDay: until?.length === 8 ? dayOfText(until) : null,
    untilMs: until !== undefined && until.length > 8 ? instantOfText(until) : null,
  };
}

function partsOf(text: string): Map<string, string> {
  const parts = new Map<string, string>();
  for (const part of text.toUpperCase().split(';')) {
    const [name = '', value = '', ...more] = part.split('=');
    const known = Object.hasOwn(forms, name) ? forms[name] : undefined;
    if (!known) {
      throw new RecurrenceError(`"${shown(name)}" is not understood in a rule. Known: ${Object.keys(forms).join(', ')}`);
    }
    if (parts.has(name)) throw new RecurrenceError(`${name} is given twice`);
    if (more.length > 0 || !known.form.test(value)) throw new RecurrenceError(`${name} cannot be read. Write ${known.example}`);
    parts.set(name, value);
  }
  return parts;
}

function checkNumbers(parts: ReadonlyMap<string, string>): void {
  const atMost = (name: string, max: number) => {
    for (const value of parts.get(name)?.split(',') ?? []) {
      if (Math.abs(Number(value)) > max) throw new RecurrenceError(`${name} goes to ${max}, not to ${value}`);
    }
  };
  atMost('INTERVAL', maxInterval);
  atMost('COUNT', maxCount);
  atMost('BYMONTH', 12);
  atMost('BYMONTHDAY', 31);
  atMost('BYSETPOS', 366);
}

/** What RFC 5545 forbids together, and what could never happen. */
function checkTogether(frequency: Frequency, parts: ReadonlyMap<string, string>): void {
  if (parts.has('COUNT') && parts.has('UNTIL')) throw new RecurrenceError('Give COUNT or UNTIL, not both');
  if (frequency === 'WEEKLY' && parts.has('BYMONTHDAY')) throw new RecurrenceError('BYMONTHDAY does not go with FREQ=WEEKLY');
  if (parts.has('BYSETPOS') && !['BYDAY', 'BYMONTHDAY', 'BYMONTH'].some((name) => parts.has(name))) {
    throw new RecurrenceError('BYSETPOS chooses among what BYDAY, BYMONTHDAY or BYMONTH select: give one of them');
  }
  const largest = Math.max(0, ...[...(parts.get('BYDAY') ?? '').matchAll(/\d+/g)].map(([number]) => Number(number)));
  if (largest > 0 && frequency !== 'MONTHLY' && frequency !== 'YEARLY') {
    throw new RecurrenceError('BYDAY with a number, such as 2TU, goes with FREQ=MONTHLY or FREQ=YEARLY');
  }
  const most = frequency === 'YEARLY' && !parts.has('BYMONTH') ? 53 : 5;
  if (largest > most) throw new RecurrenceError(`There are never ${largest} of one weekday there; BYDAY goes to ${most}`);
}

function dayOfText(text: string): string {
  const day = `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6, 8)}`;
  const ms = Date.parse(`${day}T00:00:00Z`);
  if (Number.isNaN(ms) || new Date(ms).toISOString().slice(0, 10) !== day)
    throw new RecurrenceError(`UNTIL: there is no day ${day}`);
  return day;
}

function instantOfText(text: string): number {
  const day = dayOfText(text);
  const ms = Date.parse(`${day}T${text.slice(9, 11)}:${text.slice(11, 13)}:${text.slice(13, 15)}Z`);
  if (Number.isNaN(ms)) throw new RecurrenceError('UNTIL is not an instant. Write UNTIL=20271231T225959Z');
  return ms;
}

function shown(name: string): string {
  return name.replaceAll(/[^\w-]/g, '').slice(0, 20);
}

/** What values are compared by; of different kinds none is equal, before or after. */
export interface Comparable {
  readonly kind: 'number' | 'text' | 'truth' | 'instant' | 'local';
  readonly value: number | string;
}

const dotnetDate = /^\/Date\((-?\d{1,16})(?:[+-]\d{4})?\)\/$/;
const dayAndTime = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?(Z|[+-]\d\d:\d\d)?)?$/;

/** A value of a host, so that the same moment written in two ways is the same. Undefined for what cannot be compared. */
export function comparable(value: unknown): Comparable | undefined {
  switch (typeof value) {
    case 'number':
      return Number.isFinite(value) ? { kind: 'number', value } : undefined;
    case 'boolean':
      return { kind: 'truth', value: value ? 1 : 0 };
    case 'string':
      return ofText(value);
    case 'object':
      return value === null ? undefined : ofObject(value as Readonly<Record<string, unknown>>);
    default:
      return undefined;
  }
}

/** Databases without truths of their own answer 1 and 0. */
export function isSame(one: Comparable, other: Comparable): boolean {
  const sameKind =
    one.kind === other.kind ||
    (one.kind === 'truth' && other.kind === 'number') ||
    (one.kind === 'number' && other.kind === 'truth');
  return sameKind && one.value === other.value;
}

function ofText(text: string): Comparable {
  const dotnet = dotnetDate.exec(text);
  if (dotnet !== null) {
    return { kind: 'instant', value: Number(dotnet[1]) * 1000 };
  }
  const written = dayAndTime.exec(text);
  if (written === null) {
    return { kind: 'text', value: text };
  }
  const [, day, clock = '00:00', seconds = '00', fraction = '', zone] = written;
  const ms = Date.parse(`${day}T${clock}:${seconds}${zone ?? 'Z'}`);
  return Number.isNaN(ms)
    ? { kind: 'text', value: text }
    : { kind: zone === undefined ? 'local' : 'instant', value: ms * 1000 + Number(fraction.padEnd(9, '0')) / 1000 };
}

/** Objects of Tryton. */
function ofObject(object: Readonly<Record<string, unknown>>): Comparable | undefined {
  const number = (name: string) => (typeof object[name] === 'number' ? object[name] : 0);
  const clock = () => ((number('hour') * 60 + number('minute')) * 60 + number('second')) * 1_000_000 + number('microsecond');
  switch (object['__class__']) {
    case 'datetime':
      return { kind: 'instant', value: Date.UTC(number('year'), number('month') - 1, number('day')) * 1000 + clock() };
    case 'date':
      return { kind: 'local', value: Date.UTC(number('year'), number('month') - 1, number('day')) * 1000 };
    case 'time':
      return { kind: 'number', value: clock() };
    case 'timedelta':
      return { kind: 'number', value: number('seconds') };
    case 'Decimal':
      return { kind: 'number', value: Number(object['decimal']) };
    default:
      return undefined;
  }
}

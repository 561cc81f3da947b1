import fc from 'fast-check';

/** A change to a JSON value: at a place, given as turns to take, something else. */
export interface Mutation {
  readonly turns: readonly number[];
  readonly kind: 'replace' | 'remove' | 'add' | 'wrap';
  readonly key: string;
  readonly value: unknown;
}

const nastyKeys = [
  '__proto__',
  'constructor',
  'toString',
  '',
  ' ',
  'id',
  'version',
  'tenant',
  'a/b~c',
  '\u0000',
  '💥',
  'x'.repeat(300),
];
const nastyValues = [
  null,
  true,
  0,
  -1,
  1.5,
  1e308,
  -1e308,
  Number.MAX_SAFE_INTEGER + 2,
  '',
  ' ',
  '\u0000',
  '\ud800',
  '2026-13-45T99:99:99Z',
  '9999-12-31T23:59:59Z',
  '../../etc/passwd',
  "'; drop table jobs; --",
  'x'.repeat(20_000),
  [],
  {},
  [[[[[[]]]]]],
  { amount: 'lots', currency: '$' },
  { latitude: 91, longitude: 181 },
  { latitude: 0, longitude: 0 },
];

export const mutation: fc.Arbitrary<Mutation> = fc.record({
  turns: fc.array(fc.nat(20), { maxLength: 5 }),
  kind: fc.constantFrom('replace', 'replace', 'replace', 'remove', 'add', 'wrap'),
  key: fc.oneof(fc.constantFrom(...nastyKeys), fc.string({ maxLength: 12, unit: 'binary' })),
  value: fc.oneof(fc.constantFrom<unknown>(...nastyValues), fc.jsonValue({ maxDepth: 3, stringUnit: 'binary' })),
});

/** The value with the change made; the value itself stays as it is. */
export function mutate(value: unknown, { turns, kind, key, value: other }: Mutation): unknown {
  const [turn, ...rest] = turns;
  if (typeof value === 'object' && value !== null && turn !== undefined) {
    const keys = Object.keys(value);
    const at = keys[turn % Math.max(1, keys.length)];
    if (at !== undefined) {
      const copy = Array.isArray(value) ? [...value] : { ...value };
      if (rest.length === 0 && kind === 'remove') Reflect.deleteProperty(copy, at);
      else Reflect.set(copy, at, mutate(Reflect.get(value, at), { turns: rest, kind, key, value: other }));
      return copy;
    }
  }
  switch (kind) {
    case 'replace':
      return other;
    case 'wrap':
      return [value];
    case 'add':
      return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value, [key]: other } : other;
    case 'remove':
      return null;
  }
}

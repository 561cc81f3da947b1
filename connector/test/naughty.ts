/** Text that has broken somebody's software before. */
export const naughtyStrings: readonly string[] = [
  '',
  'undefined',
  'null',
  '__proto__',
  '1e1000',
  '-0',
  '<script>alert(1)</script>',
  "'; drop table jobs; --",
  '#{7*7}{{7*7}}',
  '../../etc/passwd',
  '=cmd|calc!A1',
  'Zalgo̴̡ ͎t̴e͢x̵t',
  'مرحبا بالعالم',
  '田中さんにあげて下さい',
  '👩‍👩‍👧‍👦 🏳️‍🌈',
  'a\u202Eb\u2066c\u200Bd\uFEFFe',
  '\u2028\u2029',
  'line\r\nbreak\ttab',
  'ﬀ Å Å',
  '%00%0a%%',
  'x'.repeat(10_000),
];

/** JSON that no operation takes for its body, whatever it is, save where everything may be left out. */
export const wrongBodies: readonly string[] = [
  'null',
  'true',
  '7',
  '"x"',
  '[]',
  '[null]',
  '{}',
  '{"id":{}}',
  '{"operations":"x"}',
  '{"operations":[{"op":"explode"}]}',
  '{"startsAt":7,"to":[],"fixes":{}}',
];

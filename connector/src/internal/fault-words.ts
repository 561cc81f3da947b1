import type { core } from 'zod';

/*
 * What a schema finds, said so that somebody who has never heard of schemas knows what to send instead. Schemas that have words of their
 * own keep them.
 */

/** The error map of every value that comes from outside. Values are never repeated: they may be secrets or personal. */
export const inOurWords: core.$ZodErrorMap = (issue) => {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? 'This is missing.' : `Give ${kindWords[issue.expected] ?? 'another kind of value'}.`;
    case 'too_small':
      return `Give ${amount(issue.origin, issue.minimum, issue.inclusive === false ? 'more than' : 'at least')}.`;
    case 'too_big':
      return `Give ${amount(issue.origin, issue.maximum, issue.inclusive === false ? 'less than' : 'at most')}.`;
    case 'invalid_value':
      return issue.values.length === 1 ? `This is always ${words(issue.values)}.` : `Give one of: ${words(issue.values)}.`;
    case 'invalid_format':
      return `Give ${formatWords[issue.format] ?? 'a text of the form the reference shows'}.`;
    case 'not_multiple_of':
      return `Give a multiple of ${issue.divisor}.`;
    case 'invalid_union':
      return 'The value has none of the forms that are possible here.';
    case 'invalid_key':
    case 'invalid_element':
      return 'A property has a name that cannot be used here.';
    default:
      return undefined;
  }
};

const kindWords: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
  null: 'null',
  date: 'an instant such as 2026-11-20T17:30:00Z',
};

const formatWords: Readonly<Record<string, string>> = {
  datetime: 'an instant such as 2026-11-20T17:30:00Z',
  date: 'a day such as 2026-11-20',
  time: 'a time such as 17:30',
  email: 'an e-mail address',
  url: 'an address such as https://example.com/',
  uuid: 'a UUID',
};

function amount(origin: string, bound: number | bigint, how: 'at least' | 'at most' | 'more than' | 'less than'): string {
  const one = bound === 1 || bound === 1n;
  if (origin === 'string')
    return how === 'at least' && one
      ? 'a text that is not empty'
      : `a text of ${how} ${bound} ${one ? 'character' : 'characters'}`;
  if (origin === 'array' || origin === 'set') return `${how} ${bound} ${one ? 'entry' : 'entries'}`;
  if (origin === 'object' || origin === 'record' || origin === 'map') return `${how} ${bound} ${one ? 'property' : 'properties'}`;
  return origin === 'int' ? `a whole number of ${how} ${bound}` : `a number of ${how} ${bound}`;
}

function words(values: readonly unknown[]): string {
  return values.map((value) => (typeof value === 'string' ? value : JSON.stringify(value))).join(', ');
}

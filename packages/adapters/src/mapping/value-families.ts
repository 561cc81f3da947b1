import type { DescribedField } from '../seams.ts';
import type { FieldPlan } from './plans.ts';

type TypeFamily = 'instant' | 'day' | 'time' | 'number' | 'truth' | 'text' | 'relation' | 'other';

/** Hosts have many names for few sorts of values. */
function familyOf(type: string): TypeFamily {
  const name = type.toLowerCase().replace(/^edm\./, '');
  if (/^(?:datetime|datetimeoffset|timestamp|datetime2)$/.test(name)) return 'instant';
  if (name === 'date') return 'day';
  if (/^(?:time|timeofday)$/.test(name)) return 'time';
  if (
    /^(?:u?int\d*|integer|biginteger|long|short|byte|sbyte|float|double|single|decimal|numeric|currency|percent|monetary|number)$/.test(
      name,
    )
  )
    return 'number';
  if (/^(?:bool|boolean|check)$/.test(name)) return 'truth';
  if (/^(?:many2one|one2many|many2many|one2one|link|table|reference)$/.test(name)) return 'relation';
  if (/^(?:char|text|string|data|small text|long text|text editor|html|selection|select|guid|multiselection)$/.test(name))
    return 'text';
  return 'other';
}

export function typeMismatch(
  { field, target }: FieldPlan,
  path: string,
  described: DescribedField,
): { readonly severity: 'fault' | 'warning'; readonly message: string } | undefined {
  const found = familyOf(described.type);
  if (found === 'other' || field.conversions.length > 0 || field.enum !== undefined) return undefined;
  const expected = expectedFamily(field, target.type, path);
  const what = `“${path}” is of the type “${described.type}” at the host`;
  if (expected === 'instant' && found === 'day')
    return { severity: 'fault', message: `${what}, a day without a time: use "day" or "lastDay".` };
  if (expected === 'day' && found === 'instant') {
    // OData 2 has no type of its own for days.
    return described.type === 'Edm.DateTime' ? undefined : { severity: 'fault', message: `${what}, an instant: use "path".` };
  }
  if (
    expected === undefined ||
    expected === found ||
    found === 'relation' ||
    (expected !== 'instant' && expected !== 'day' && found === 'text')
  )
    return undefined;
  const isTime = (family: TypeFamily) => family === 'instant' || family === 'day' || family === 'time';
  if (isTime(expected) || isTime(found) || expected === 'truth' || expected === 'number') {
    // Texts and numbers can be times in many encodings.
    const severity =
      isTime(expected) && (found === 'text' || found === 'number')
        ? 'warning'
        : isTime(found) && expected === 'number'
          ? 'warning'
          : 'fault';
    return {
      severity: expected === 'truth' && found === 'number' ? 'warning' : severity,
      message: `${what}, and ${target.type} is expected.`,
    };
  }
  return undefined;
}

function expectedFamily(field: FieldPlan['field'], type: FieldPlan['target']['type'], path: string): TypeFamily | undefined {
  const { day, lastDay, dateAndTime, endOf, startOf } = field;
  if (path === day || path === lastDay || path === dateAndTime?.date) return 'day';
  if (path === dateAndTime?.time) return 'time';
  if (path === endOf?.duration || path === startOf?.duration) return undefined;
  switch (type) {
    case 'instant':
      return 'instant';
    case 'day':
      return 'day';
    case 'number':
    case 'integer':
      return 'number';
    case 'boolean':
      return 'truth';
    default:
      return undefined;
  }
}

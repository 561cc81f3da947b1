import type { Custom, CustomField } from '@dispatchkit/contract';
import type { z } from 'zod';
import { didYouMean } from '../internal/did-you-mean.ts';
import type { CustomFilter, Reader } from '../ports/store.ts';
import { type FieldError, malformedQuery } from './errors.ts';

export type CustomEntity = CustomField['entity'];
type CustomValues = z.infer<typeof Custom>;
type CustomValue = NonNullable<CustomValues[string]>;

/**
 * What is wrong with the tenant's own fields of a record. A value that was there before is left alone, also when its field has
 * changed or gone since: nobody has to mend it to change something else.
 */
export function customFaults(
  entity: CustomEntity,
  custom: CustomValues,
  fields: readonly CustomField[],
  before: CustomValues = {},
): FieldError[] {
  const own = fields.filter((field) => field.entity === entity);
  return Object.entries(custom).flatMap(([key, value]) => {
    if (value === null || before[key] === value) return [];
    const field = own.find((candidate) => candidate.key === key);
    const detail = field ? valueFault(field, value) : unknownField(entity, key, own);
    return detail === undefined ? [] : [{ pointer: `/custom/${key}`, detail }];
  });
}

function unknownField(entity: CustomEntity, key: string, own: readonly CustomField[]): string {
  const keys = own.map((field) => field.key);
  const meant = didYouMean(key, keys);
  const known = keys.length === 0 ? 'There are none.' : `There are ${keys.join(', ')}.`;
  return `The settings have no field ${key} for ${entity}. ${meant ? `Did you mean "${meant}"?` : known}`;
}

function valueFault(field: CustomField, value: CustomValue): string | undefined {
  switch (field.kind) {
    case 'text':
      return typeof value === 'string' ? undefined : `${field.label} is a text.`;
    case 'number':
      return numberFault(field, value);
    case 'boolean':
      return typeof value === 'boolean' ? undefined : `${field.label} is true or false.`;
    case 'date':
      return typeof value === 'string' && isDay(value) ? undefined : `${field.label} is a day such as 2026-11-20.`;
    case 'select':
      return field.options?.some((option) => option === value)
        ? undefined
        : `${field.label} is one of: ${field.options?.join(', ') ?? 'nothing yet'}.`;
  }
}

function numberFault({ label, min, max }: CustomField, value: CustomValue): string | undefined {
  if (typeof value !== 'number' || !Number.isFinite(value)) return `${label} is a number.`;
  if (min !== undefined && value < min) return `${label} is at least ${min}.`;
  return max !== undefined && value > max ? `${label} is at most ${max}.` : undefined;
}

function isDay(value: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(value)) return false;
  const ms = Date.parse(`${value}T00:00:00Z`);
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(value);
}

/** What is wrong with a value that records are to have; it comes as text from an address. What once could be chosen may still be there. */
function filterFault(field: CustomField, value: string | number | boolean): string | undefined {
  switch (field.kind) {
    case 'number':
      return /^-?\d+(?:\.\d+)?$/.test(String(value)) ? undefined : `${field.label} is a number.`;
    case 'boolean':
      return value === true || value === false || value === 'true' || value === 'false'
        ? undefined
        : `${field.label} is true or false.`;
    case 'date':
      return isDay(String(value)) ? undefined : `${field.label} is a day such as 2026-11-20.`;
    case 'text':
    case 'select':
      return undefined;
  }
}

/** A list is narrowed to and sorted by fields there are, with values they can have. @throws ProblemError `malformed_request` */
export async function expectCustomKnown(
  reader: Reader,
  entity: CustomEntity | undefined,
  { custom = [], sort = '' }: { readonly custom?: readonly CustomFilter[]; readonly sort?: string },
): Promise<void> {
  const sorted = [...sort.matchAll(/(?:^|,)-?custom\.(\w+)/g)].map(([, key = '']) => key);
  if (custom.length + sorted.length === 0) return;
  const own = (await reader.settings()).customFields.filter((field) => field.entity === entity);
  const isUnknown = (key: string) => !own.some((field) => field.key === key);
  const refuse = (parameter: string, key: string) =>
    malformedQuery(
      parameter,
      entity === undefined ? 'Records of this kind have no fields of the tenant.' : unknownField(entity, key, own),
    );
  for (const { key, values = [] } of custom) {
    const field = own.find((candidate) => candidate.key === key);
    if (!field) throw refuse(`custom.${key}`, key);
    const [fault] = values.flatMap((value) => filterFault(field, value) ?? []);
    if (fault !== undefined) throw malformedQuery(`custom.${key}`, fault);
  }
  for (const key of sorted) if (isUnknown(key)) throw refuse('sort', key);
}

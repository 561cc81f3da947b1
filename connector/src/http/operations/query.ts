import { Id, Instant } from '@dispatchkit/contract';
import { z } from 'zod';

/**
 * Query values arrive as text. These helpers read them strictly and say in the OpenAPI document what they mean; the type there is
 * what a person would write (`limit=50` is an integer), not the text it travels as.
 */

/** A whole number from `min` to `max`. */
export function whole(min: number, max: number, description: string, standard?: number) {
  const range = `Give a whole number from ${min} to ${max}`;
  const schema = z
    .string()
    .regex(/^\d{1,15}$/, range)
    .transform(Number)
    .refine((value) => value >= min && value <= max, range);
  return schema.meta({ type: 'integer', minimum: min, maximum: max, description, default: standard });
}

/** A decimal number from `min` to `max`, such as degrees. */
export function decimal(min: number, max: number, description: string) {
  const range = `Give a number from ${min} to ${max}`;
  const schema = z
    .string()
    .regex(/^-?\d{1,15}(?:\.\d{1,15})?$/, range)
    .transform(Number)
    .refine((value) => value >= min && value <= max, range);
  return schema.meta({ type: 'number', minimum: min, maximum: max, description });
}

/** Comma-separated words of a closed list: `status=unscheduled,scheduled`. */
export function someOf<const Word extends string>(words: readonly Word[], description: string) {
  return z
    .string()
    .transform((value) => value.split(',').filter((word) => word !== ''))
    .pipe(z.array(z.enum(words)).min(1, 'Name at least one').max(50))
    .meta({ type: 'string', description: `${description} Comma-separated, of: ${words.join(', ')}.`, example: words[0] });
}

/** Comma-separated words or ids, any of them. */
export function anyOf(description: string, item: z.ZodType<string, string> = z.string().min(1).max(120)) {
  return z
    .string()
    .transform((value) => value.split(',').filter((word) => word !== ''))
    .pipe(z.array(item).min(1, 'Name at least one').max(200))
    .meta({ type: 'string', description: `${description} Comma-separated.` });
}

export const ids = (description: string) => anyOf(description, Id);

export const instant = (description: string) => Instant.meta({ description });

export const flag = (description: string) =>
  z
    .enum(['true', 'false'], 'Give true or false')
    .transform((value) => value === 'true')
    .meta({ type: 'boolean', description });

/** `bbox=west,south,east,north` in degrees, the order of GeoJSON (RFC 7946 §5). */
export const boundingBox = z
  .string()
  .transform((value) => value.split(',').map((part) => (part.trim() === '' ? Number.NaN : Number(part))))
  .pipe(
    z
      .tuple([
        z.number().min(-180).max(180),
        z.number().min(-90).max(90),
        z.number().min(-180).max(180),
        z.number().min(-90).max(90),
      ])
      .refine(([, south, , north]) => south <= north, 'Give west,south,east,north with south not above north')
      .transform(([west, south, east, north]) => ({ west, south, east, north })),
  )
  .meta({
    type: 'string',
    description: 'West, south, east, north in degrees. West may be greater than east across the 180th meridian.',
    example: '-122.52,37.70,-122.35,37.84',
  });

/** Fields to order by, most important first; a leading `-` turns one around. The id always breaks ties. */
export function sortBy<const Field extends string>(fields: readonly Field[], standard: string, { custom = false } = {}) {
  const allowed = new Set<string>(fields);
  const isKnown = (field: string) => allowed.has(field) || (custom && /^custom\.[a-z]\w{0,63}$/.test(field));
  return z
    .string()
    .refine(
      (value) => value.split(',').every((part) => isKnown(part.replace(/^-/, ''))),
      `Sort by ${fields.join(', ')}; put - before a field to turn it around`,
    )
    .refine((value) => value.split(',').length <= 4, 'Sort by at most 4 fields')
    .meta({
      type: 'string',
      description: `Fields to order by, comma-separated, - turns one around: ${fields.join(', ')}${custom ? ", custom.<key> for the tenant's own" : ''}. Standard: ${standard}.`,
      example: standard,
    });
}

export const updatedSince = instant('Only what has changed at or after this instant.').optional();
export const search = z
  .string()
  .max(200)
  .meta({
    description:
      'Words to find, all of them, without regard to case and accents: of jobs the beginnings of words, elsewhere any part of them. Empty: none.',
  })
  .optional();

/** `custom.meterNumber=A-7,A-8`: one of the tenant's own fields, with any of these values. Several fields narrow together. */
export const customFilter = z
  .record(z.string(), z.string().max(2000))
  .transform((custom) => Object.entries(custom).map(([key, value]) => ({ key, values: value.split(',') })))
  .meta({
    type: 'object',
    additionalProperties: { type: 'string' },
    param: { name: 'custom', in: 'query', style: 'deepObject', explode: true },
    description:
      "The tenant's own fields: `custom.meterNumber=A-7`, or `custom[meterNumber]=A-7`. Several values are separated by commas.",
  })
  .optional();

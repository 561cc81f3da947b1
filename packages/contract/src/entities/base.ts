import { z } from 'zod';
import { geocodeQualities } from '../words/index.ts';

/** Opaque id, 1–64 of `A–Z a–z 0–9 _ - .`; those made here are UUIDv7. Compare, never parse. */
export const Id = z
  .string()
  .min(1)
  .max(64)
  .regex(/^[A-Za-z0-9][A-Za-z0-9_.-]*$/, 'Use letters, digits, "_", "-" and ".", starting with a letter or digit')
  .meta({ description: 'Opaque id. Ours are UUIDv7; compare, never parse.', example: '01936f3e-8d1a-7c3b-9a55-2f1c0e6a7b10' });

/** Instant, UTC, ISO 8601 with `Z`, to the millisecond at most. Years 1900–2199. */
export const Instant = z.iso
  .datetime({ error: 'Give an instant as 2026-11-20T17:30:00Z (UTC, ending in Z)' })
  .refine((value) => value >= '1900' && value < '2200', 'Give a year from 1900 to 2199')
  .meta({ description: 'Instant, UTC ISO 8601.', example: '2026-11-20T17:30:00Z' });

/** Calendar day without a zone, `YYYY-MM-DD`. Which zone it is read in is said where it is used. */
export const Day = z.iso.date().meta({ description: 'Calendar day, YYYY-MM-DD.', example: '2026-11-20' });

/** IANA time zone known to this runtime, such as `America/Los_Angeles`. Offsets such as `+02:00` are not accepted. */
export const TimeZone = z
  .string()
  .max(64)
  .refine(isTimeZone, 'Give an IANA time zone such as America/Los_Angeles')
  .meta({ description: 'IANA time zone.', example: 'America/Los_Angeles' });

function isTimeZone(value: string): boolean {
  if (!/^[A-Za-z]/.test(value)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: value });
    return true;
  } catch {
    return false;
  }
}

/** WGS 84 position in degrees. 0,0 is refused: in practice it always means "no position", for which use `null`. */
export const Position = z
  .object({
    latitude: z.number().min(-90).max(90).meta({ description: 'Degrees north, WGS 84.' }),
    longitude: z.number().min(-180).max(180).meta({ description: 'Degrees east, WGS 84.' }),
  })
  .refine((p) => p.latitude !== 0 || p.longitude !== 0, '0,0 is not a place of work; leave the position out')
  .meta({ id: 'Position', description: 'WGS 84 position in degrees.', example: { latitude: 37.7793, longitude: -122.4193 } });
export type Position = z.infer<typeof Position>;

export const GeocodeQuality = z.enum(geocodeQualities).meta({
  id: 'GeocodeQuality',
  description:
    'How good a position is: `exact` rooftop or device, `interpolated` along the street, `area` centre of a district, `none` no position.',
});

/** Text on one line, trimmed, without control characters. */
export const line = (max: number) =>
  z
    .string()
    .trim()
    .max(max)
    .regex(/^[^\p{Cc}]*$/u, 'Line breaks and control characters are not allowed here');

/** Text of several lines; NUL is refused, everything else is kept byte for byte. */
export const text = (max: number) =>
  z
    .string()
    .max(max)
    .regex(/^[^\0]*$/, 'NUL characters are not allowed');

/** Values of the tenant's custom fields by field key; `null` clears one. At most 64. */
export const Custom = z
  .record(z.string().regex(/^[a-z][A-Za-z0-9_]{0,63}$/), z.union([z.string().max(2000), z.number(), z.boolean(), z.null()]))
  .refine((custom) => Object.keys(custom).length <= 64, 'At most 64 custom fields')
  .meta({ id: 'Custom', description: "Values of the tenant's custom fields, by key." });

/** The host system's own id for the record. Unique per tenant and kind; imports are idempotent by it. */
export const ExternalRef = z
  .string()
  .min(1)
  .max(200)
  .meta({ description: "The host system's own id; unique per tenant and kind." });

/** What every entity carries. */
export const entityFields = {
  id: Id,
  externalRef: ExternalRef.nullable(),
  /** Counts changes from 1; the ETag is `"v<version>"`. */
  version: z.int().min(1).meta({ description: 'Counts changes from 1; also the ETag.' }),
  custom: Custom,
  createdAt: Instant,
  updatedAt: Instant,
} as const;

/** Amount in minor units of an ISO 4217 currency: `{ amount: 1250, currency: 'USD' }` is 12.50 dollars. */
export const Money = z
  .object({ amount: z.int(), currency: z.string().regex(/^[A-Z]{3}$/) })
  .meta({ id: 'Money', description: 'Minor units of an ISO 4217 currency.' });

/** A skill by its key, with a level from 1 when levels are used. */
export const Skill = z
  .object({ key: line(64).min(1), level: z.int().min(1).max(9).optional() })
  .meta({ id: 'Skill', description: 'A skill, with a level from 1 to 9 when levels are used; no level means any.' });
export type Skill = z.infer<typeof Skill>;

/** `#rrggbb`. */
export const Color = z
  .string()
  .regex(/^#[0-9a-fA-F]{6}$/, 'Give a colour as #rrggbb')
  .meta({ description: 'Colour as #rrggbb.', example: '#4263eb' });

import { Color, Day, Id, Instant, Skill, TimeZone } from '@dispatchkit/contract';
import { type HostKind, recordShapes } from '@dispatchkit/contract/manifest';
import type { z } from 'zod';

/** What one of our fields holds. */
export type Target =
  | { readonly type: 'text' | 'instant' | 'day' | 'minutes' | 'number' | 'integer' | 'boolean' | 'time-zone' | 'color' }
  | { readonly type: 'words'; readonly words: readonly string[] }
  | { readonly type: 'reference'; readonly to: HostKind }
  | { readonly type: 'references'; readonly to: HostKind }
  | { readonly type: 'texts' | 'skills' | 'certifications' | 'position' }
  /** The tenant's own fields: a text, a number or a truth, as it comes. */
  | { readonly type: 'any' };

const references: Readonly<Record<string, HostKind>> = {
  jobId: 'jobs',
  technicianId: 'technicians',
  customerId: 'customers',
  siteId: 'sites',
  crewId: 'crews',
  leadId: 'technicians',
  equipmentIds: 'equipment',
  technicianIds: 'technicians',
};

/** What a field of a kind holds, by the contract; undefined when there is no such field, or none that a host could fill. */
export function targetOf(kind: HostKind, field: string): Target | undefined {
  if (field.startsWith('custom.')) return { type: 'any' };
  if (field === 'id' || field === 'version' || field === 'custom') return undefined;
  const [name = '', part] = field.split('.');
  const shape: Readonly<Record<string, z.ZodType>> = recordShapes[kind];
  const schema = Object.hasOwn(shape, name) ? shape[name] : undefined;
  if (schema === undefined) return undefined;
  const to = references[name];
  if (to !== undefined) return { type: name.endsWith('Ids') ? 'references' : 'reference', to };
  if (part === undefined) return targetOfSchema(schema, name);
  const inner = bare(schema).def;
  const partSchema = inner.type === 'object' ? (inner as unknown as ObjectDef).shape[part] : undefined;
  return partSchema === undefined ? undefined : targetOfSchema(partSchema, part);
}

type ObjectDef = { readonly shape: Readonly<Record<string, z.ZodType>> };

function targetOfSchema(schema: z.ZodType, name: string): Target | undefined {
  const inner = bare(schema);
  if (inner === Instant) return { type: 'instant' };
  if (inner === Day) return { type: 'day' };
  if (inner === TimeZone) return { type: 'time-zone' };
  if (inner === Color) return { type: 'color' };
  if (inner === Id) return { type: 'text' };
  const { def } = inner;
  switch (def.type) {
    case 'string':
      return { type: 'text' };
    case 'boolean':
      return { type: 'boolean' };
    case 'number':
      return name.endsWith('Minutes') || name === 'minutes'
        ? { type: 'minutes' }
        : { type: (def as { check?: string; format?: string }).format === 'safeint' ? 'integer' : 'number' };
    case 'enum':
      return { type: 'words', words: Object.values((def as unknown as { entries: Record<string, string> }).entries) };
    case 'object':
      return 'latitude' in (def as unknown as ObjectDef).shape ? { type: 'position' } : undefined;
    case 'array':
      return listTarget((def as unknown as { element: z.ZodType }).element);
    default:
      return undefined;
  }
}

function listTarget(element: z.ZodType): Target | undefined {
  if (element === Skill) return { type: 'skills' };
  const { def } = bare(element);
  if (def.type === 'string') return { type: 'texts' };
  if (def.type === 'object' && 'expiresOn' in (def as unknown as ObjectDef).shape) return { type: 'certifications' };
  return undefined;
}

/** Without “or null”, “or nothing” and defaults around it. */
function bare(schema: z.ZodType): z.ZodType {
  const { def } = schema as z.ZodType & { def: { innerType?: z.ZodType } };
  return def.innerType === undefined ? schema : bare(def.innerType);
}

import { z } from 'zod';

/** What a host may be asked of one field. */
export const filterOperators = ['eq', 'ne', 'lt', 'le', 'gt', 'ge', 'in', 'contains', 'startsWith', 'isNull'] as const;
export type FilterOperator = (typeof filterOperators)[number];

export type FilterValue = string | number | boolean | null | (string | number | boolean)[] | HostObjectValue;

/** A value that the host writes as an object, such as `{"__class__":"datetime","year":2026,…}`. */
export type HostObjectValue = Readonly<Record<string, string | number>>;

/** The one form of a filter that every dialect is compiled from. `[]` of `all` is true, of `any` false. */
export type HostFilter =
  | { readonly all: readonly HostFilter[] }
  | { readonly any: readonly HostFilter[] }
  | { readonly not: HostFilter }
  | { readonly field: string; readonly is: FilterOperator; readonly value?: FilterValue | undefined };

const value = z.union([
  z.string(),
  z.number(),
  z.boolean(),
  z.null(),
  z.array(z.union([z.string(), z.number(), z.boolean()])),
  z.record(z.string().max(40), z.union([z.string(), z.number()])),
]);

export const HostFilter: z.ZodType<HostFilter> = z
  .lazy(() =>
    z.union([
      z.strictObject({ all: z.array(HostFilter).max(50) }),
      z.strictObject({ any: z.array(HostFilter).max(50) }),
      z.strictObject({ not: HostFilter }),
      z.strictObject({
        field: z.string().min(1).max(200),
        is: z.enum(filterOperators),
        value: value.optional(),
      }),
    ]),
  )
  .meta({
    id: 'HostFilter',
    title: 'Filter',
    description: 'A condition on host fields. Values are written as the host writes them in JSON.',
    examples: [{ field: 'type', is: 'eq', value: 'task' }],
  });

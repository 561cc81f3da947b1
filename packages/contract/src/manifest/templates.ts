import { z } from 'zod';

/*
 * A template is a text with `${name.part}` in it. Names are values, never expressions: there is nothing to call and nothing to compute.
 * A text that is one placeholder and nothing else stands for the value itself, with its type.
 */

/** Where values come from, and what they are. */
export const templateNames = {
  settings: 'What the operator has set for this host, by the names under `settings`.',
  secrets: 'Secret settings, from the environment or the secret store. Legal in `connection` and `webhooks` only.',
  session: 'What signing in has answered, by the names under `auth.take`.',
  context: 'What the bootstrap calls have answered, by the names under `connection.context`.',
  id: 'The host’s id of the record, encoded for where it stands. Parts of a composite id by name: `${id.item}`.',
  record: 'Host fields that are to be written, encoded, by name.',
  before: 'Host fields as they were read last, by name.',
  filter: 'The compiled filter.',
  order: 'The compiled order.',
  fields: 'The host fields that are read.',
  page: 'Of the page asked for: `offset`, `limit`, `number`, `cursor`.',
  since: 'The time of the last synchronisation, less the overlap, encoded as the host’s instants are.',
  window: 'Of changes by window: `from` and `to`, encoded as the manifest says. Without a value when everything is read.',
  token: 'The concurrency token that was read with the record.',
} as const;
export type TemplateName = keyof typeof templateNames;

/** Which names a template may hold; written into the published schema, and checked. */
export function template(legal: readonly TemplateName[]): z.ZodString {
  return z
    .string()
    .max(2_000)
    .meta({ templateNames: [...legal] });
}

/** Any JSON whose texts are templates. */
export function templateJson(legal: readonly TemplateName[]): z.ZodType<JsonTemplate> {
  const text = template(legal);
  const json: z.ZodType<JsonTemplate> = z.lazy(() =>
    z.union([text, z.number(), z.boolean(), z.null(), z.array(json), z.record(z.string().max(200), json)]),
  );
  return json;
}
export type JsonTemplate = string | number | boolean | null | JsonTemplate[] | { [key: string]: JsonTemplate };

/** Legal in everything that signs in or is sent with every call. */
export const connectionNames = ['settings', 'secrets', 'session', 'context'] as const satisfies readonly TemplateName[];
/** Of these a call knows the values that is about no record. */
export const signedInNames = ['settings', 'session', 'context'] as const satisfies readonly TemplateName[];
/** Legal in a call about records. */
export const callNames = [
  'settings',
  'session',
  'context',
  'id',
  'record',
  'before',
  'filter',
  'order',
  'fields',
  'page',
  'since',
  'window',
  'token',
] as const satisfies readonly TemplateName[];

import type { Kind } from '@dispatchkit/contract/words';
import type { ActorContext } from '../services/index.ts';
import type { RelatedRecordServices } from '../services/related-records.ts';
import type { Include } from './operations/includes.ts';
import type { ReadOptions } from './operations/read-options.ts';

/** What was asked for by `fields` and `include`. */
export interface ReadWishes {
  readonly fields?: readonly string[] | undefined;
  readonly include?: readonly string[] | undefined;
}

type Value = Readonly<Record<string, unknown>>;

/** The answer of a read with what was asked to come along, and without the fields that were not asked for. */
export async function readAnswer(
  services: RelatedRecordServices,
  actor: ActorContext,
  { isPage, includes }: ReadOptions,
  { fields, include = [] }: ReadWishes,
  answer: unknown,
): Promise<unknown> {
  const whole = answer as Value;
  const records = isPage ? (whole.items as readonly Value[]) : [whole];
  const wanted = include.flatMap((word) => includes[word] ?? []);
  const included = wanted.length === 0 ? {} : { included: await collect(services, actor, records, wanted) };
  const shown = fields ? records.map((record) => only(record, ['id', 'version', ...fields])) : records;
  return isPage ? { ...whole, items: shown, ...included } : { ...shown[0], ...included };
}

/** One query per kind, however many records ask for the same. */
async function collect(
  services: RelatedRecordServices,
  actor: ActorContext,
  records: readonly Value[],
  wanted: readonly Include[],
): Promise<Partial<Record<Kind, readonly object[]>>> {
  const idsByKind = new Map<Kind, Set<string>>();
  const included: Partial<Record<Kind, readonly object[]>> = {};
  for (const { kind, from, by } of wanted) {
    if (by !== undefined) {
      const ids = records.map(({ id }) => String(id));
      included[kind] = ids.length === 0 ? [] : await services.relatedRecords(actor, kind, { [by]: ids });
    } else if (from !== undefined) {
      const ids = idsByKind.get(kind) ?? new Set();
      for (const record of records) for (const id of [record[from]].flat()) if (typeof id === 'string') ids.add(id);
      idsByKind.set(kind, ids);
    }
  }
  for (const [kind, ids] of idsByKind) {
    included[kind] = await services.relatedRecords(actor, kind, { ids: [...ids] });
  }
  return included;
}

function only(record: Value, fields: readonly string[]): Value {
  return Object.fromEntries(Object.entries(record).filter(([field]) => fields.includes(field)));
}

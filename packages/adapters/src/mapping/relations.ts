import type { HostRelation } from '@dispatchkit/contract/manifest';
import { matches } from '../filters/index.ts';
import { HostError } from '../host.ts';
import type { HostRow, RowsAsk, Transport } from '../seams.ts';
import { read } from '../templates/path.ts';
import { idOfRow, partsOfId, partText, plainId } from './ids.ts';
import type { ResourcePlan } from './plans.ts';
import { noRelatedRows, type RelatedRows } from './read-record.ts';
import { allOf, valueAt } from './rows.ts';

/** More would be a host that never ends, or a relation to everything. */
const mostPages = 1_000;
const callsAtOnce = 4;

type Lookup = Extract<HostRelation, { kind: 'lookup' }>;
type Children = Extract<HostRelation, { kind: 'children' }>;
type IsNothing = (value: unknown) => boolean;

/** What the rows of a page need besides: as few calls as the host allows, each id asked for once. The answers are in the order of the rows. */
export async function relatedRows(
  plan: ResourcePlan,
  rows: readonly HostRow[],
  transport: Transport,
  isNothing: IsNothing,
  signal: AbortSignal | undefined,
): Promise<readonly RelatedRows[]> {
  const found = rows.map(() => new Map<string, readonly HostRow[]>());
  if (rows.length === 0) return found;
  for (const [name, paths] of plan.relatedPaths) {
    const relation = plan.resource.relations[name];
    const byRow = relation === undefined ? [] : await rowsOf(relation, plan, rows, paths, { transport, isNothing, signal });
    for (const [at, related] of byRow.entries()) found[at]?.set(name, related);
  }
  return found.length === 0 ? [noRelatedRows] : found;
}

interface Asking {
  readonly transport: Transport;
  readonly isNothing: IsNothing;
  readonly signal: AbortSignal | undefined;
}

async function rowsOf(
  relation: HostRelation,
  plan: ResourcePlan,
  rows: readonly HostRow[],
  paths: readonly string[],
  asking: Asking,
): Promise<readonly (readonly HostRow[])[]> {
  switch (relation.kind) {
    case 'expand':
      // It is in the row.
      return [];
    case 'lookup':
      return lookUp(relation, rows, paths, asking);
    case 'children':
      return children(relation, plan, rows, paths, asking);
    case 'detail':
      return details(plan, rows, paths, asking);
  }
}

async function lookUp(
  relation: Lookup,
  rows: readonly HostRow[],
  paths: readonly string[],
  asking: Asking,
): Promise<HostRow[][]> {
  const keys = rows.map((row) => keysOf(valueAt(row, relation.key)));
  const wanted = distinct(keys.flat());
  const byKey = needsOneCallEach(relation)
    ? await eachLookedUp(relation, wanted, asking)
    : groupBy(await inPortions(relation, relation.by, wanted, paths, asking), relation.by);
  return keys.map((ids) => ids.flatMap((id) => byKey.get(String(id)) ?? []));
}

/** A call that names the id answers one record; any other answers a list that is filtered. */
function needsOneCallEach({ call }: Lookup): boolean {
  return call !== undefined && JSON.stringify(call).includes('${id');
}

async function eachLookedUp(
  { call }: Lookup,
  ids: readonly (string | number)[],
  asking: Asking,
): Promise<Map<string, HostRow[]>> {
  const answers = await fewAtOnce(ids, async (id) => {
    const answer =
      call === undefined ? undefined : await nothingWhenGone(asking.transport.call(call, { id }, false, asking.signal));
    return rowsIn(answer);
  });
  return new Map(ids.map((id, at) => [String(id), answers[at] ?? []]));
}

async function children(
  relation: Children,
  plan: ResourcePlan,
  rows: readonly HostRow[],
  paths: readonly string[],
  asking: Asking,
): Promise<HostRow[][]> {
  const { id } = plan.resource;
  const [path = ''] = id.paths;
  const parents = rows.map((row) => plainId(read(row, path)));
  const wanted = distinct(parents.filter((parent) => parent !== undefined));
  const byParent = groupBy(await inPortions(relation, relation.parent, wanted, paths, asking), relation.parent);
  return parents.map((parent) => byParent.get(String(parent)) ?? []);
}

/** All rows whose `by` is one of these, so many ids at once, page after page. */
async function inPortions(
  relation: Lookup | Children,
  by: string,
  ids: readonly (string | number)[],
  paths: readonly string[],
  asking: Asking,
): Promise<HostRow[]> {
  const portions = Array.from({ length: Math.ceil(ids.length / relation.atOnce) }, (_, at) =>
    ids.slice(at * relation.atOnce, (at + 1) * relation.atOnce),
  );
  const answers = await fewAtOnce(portions, (portion) => {
    const filter = allOf(relation.where, { field: by, is: 'in', value: [...portion] });
    return allRows(asking, {
      resource: {
        entity: relation.entity,
        service: relation.service,
        id: { paths: [relation.kind === 'lookup' ? by : 'id'], encoding: 'text', renameable: false },
        paging: undefined,
        order: undefined,
        cannotFilter: [],
        calls: relation.kind === 'lookup' && relation.call !== undefined ? { list: relation.call } : {},
        relations: {},
      },
      paths: distinct([by, ...paths]),
      filter,
    });
  });
  return answers.flat();
}

/** Every row that fits, page after page. @throws HostError `invalid` when the host does not come to an end */
export async function allRows(asking: Asking, ask: Omit<RowsAsk, 'page' | 'signal'>): Promise<HostRow[]> {
  const rows: HostRow[] = [];
  let page: string | undefined;
  for (let count = 0; count < mostPages; count += 1) {
    const answer = await asking.transport.rows({ ...ask, page, signal: asking.signal });
    const { rest } = answer;
    for (const row of answer.rows) if (rest === undefined || matches(rest, row, asking.isNothing)) rows.push(row);
    if (answer.next === undefined) return rows;
    if (answer.next === page) break;
    page = answer.next;
  }
  throw new HostError('invalid', `The list of ${ask.resource.entity} does not come to an end.`);
}

/** Only the read of the single record has them. */
async function details(
  plan: ResourcePlan,
  rows: readonly HostRow[],
  paths: readonly string[],
  { transport, signal }: Asking,
): Promise<HostRow[][]> {
  return fewAtOnce(rows, async (row) => {
    const id = idOfRow(row, plan.resource.id);
    if (id === undefined) return [];
    const ask = {
      resource: plan.resource,
      paths: distinct([...plan.resource.id.paths, ...paths]),
      id: partsOfId(id, plan.resource.id),
      signal,
    };
    const found = await nothingWhenGone(transport.row(ask));
    return found === undefined ? [] : [found];
  });
}

/** What is gone between two calls is nothing, not a fault. */
async function nothingWhenGone<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof HostError && error.kind === 'not-found') return undefined;
    throw error;
  }
}

async function fewAtOnce<Item, Result>(items: readonly Item[], work: (item: Item) => Promise<Result>): Promise<Result[]> {
  const results: Result[] = new Array(items.length);
  let next = 0;
  const worker = async () => {
    for (let at = next++; at < items.length; at = next++) results[at] = await work(items[at] as Item);
  };
  await Promise.all(Array.from({ length: Math.min(callsAtOnce, items.length) }, worker));
  return results;
}

/** One id, a pair of id and name, or a list of either. */
function keysOf(raw: unknown): (string | number)[] {
  const one = plainId(raw);
  const list = one !== undefined ? [one] : Array.isArray(raw) ? raw.map(plainId) : [];
  return list.filter((id): id is string | number => id !== undefined && id !== '');
}

function groupBy(rows: readonly HostRow[], path: string): Map<string, HostRow[]> {
  const groups = new Map<string, HostRow[]>();
  for (const row of rows) {
    const key = partText(valueAt(row, path));
    if (key === undefined) continue;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  return groups;
}

function rowsIn(answer: unknown): HostRow[] {
  const list = Array.isArray(answer) ? answer : [answer];
  return list.filter((entry): entry is HostRow => typeof entry === 'object' && entry !== null && !Array.isArray(entry));
}

function distinct<T>(values: readonly T[]): T[] {
  return [...new Set(values)];
}

import type { Violation } from '@dispatchkit/contract';
import type { Kind } from '@dispatchkit/contract/words';
import type { Reader, Records, Writer } from '../ports/store.ts';
import { isLimited, type Rights, territoryScope } from './access.ts';
import { type FieldError, ProblemError } from './errors.ts';
import { discreet } from './territory-sight.ts';

/**
 * What somebody limited to territories may touch. A row that is not to be seen is as good as not there: 404 when it is asked for, an
 * unknown reference when it is named. A row that is to be seen may be changed, but not be brought into a territory of others, nor a
 * technician be taken out of one: 403.
 */
export function withinReach(writer: Writer, actor: Rights): Writer {
  if (!isLimited(actor)) return writer;
  const narrowed = readWithinReach(writer, actor);
  return new Proxy(writer, {
    get(target, name) {
      if (name in narrowed) return Reflect.get(narrowed, name);
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

/** As `withinReach`, of what is asked for by its id alone. */
export function readWithinReach(reader: Reader, actor: Rights): Pick<Reader, 'get' | 'getMany'> {
  const { territories } = territoryScope(actor);
  if (territories === undefined) return reader;
  return {
    async get(kind, id) {
      const record = await reader.get(kind, id);
      return record && (await seenOf(reader, kind, [id], territories)).has(id) ? record : undefined;
    },
    async getMany<K extends Kind>(kind: K, ids: readonly string[]): Promise<Records[K][]> {
      const records = await reader.getMany(kind, ids);
      const seen = await seenOf(reader, kind, ids, territories);
      return records.filter(({ id }) => seen.has(id));
    },
  };
}

/** Broken rules as the actor may hear them: what another assignment has to do with it is told when that one is to be seen. */
export async function toldTo(actor: Rights, reader: Reader, violations: readonly Violation[]): Promise<Violation[]> {
  const { territories } = territoryScope(actor);
  if (territories === undefined) return [...violations];
  const others = violations.flatMap(({ assignmentId }) => assignmentId ?? []);
  const seen = others.length === 0 ? new Set() : await seenOf(reader, 'assignments', others, territories);
  return violations.map((violation) =>
    violation.assignmentId !== undefined && seen.has(violation.assignmentId) ? violation : discreet(violation),
  );
}

const atOnce = 500;

async function seenOf(
  reader: Reader,
  kind: Kind,
  ids: readonly string[],
  territories: readonly string[],
): Promise<ReadonlySet<string>> {
  const seen = new Set<string>();
  for (let i = 0; i < ids.length; i += atOnce) {
    const filters = { ids: ids.slice(i, i + atOnce), territories };
    const { items } = await reader.list(kind, { filters, sort: [], limit: atOnce });
    for (const { id } of items) seen.add(id);
  }
  return seen;
}

/**
 * Judges where a change would bring a record. `after` is `null` when it is deleted.
 * @throws ProblemError `not_allowed`
 */
export function expectOwnTerritories(actor: Rights, kind: Kind, after: object | null, before: object | undefined): void {
  const { territories: own } = territoryScope(actor);
  if (own === undefined) return;
  const errors: FieldError[] = territoriesTouched(kind, after, before)
    .filter(({ territory }) => !own.includes(territory))
    .map(({ territory, pointer }) => ({ pointer, detail: `${territory} is not one of your territories.` }));
  if (errors.length === 0) return;
  throw new ProblemError('not_allowed', 'This reaches into a territory that is not yours.', {
    hint: 'Leave that territory as it is, or ask somebody who may.',
    errors,
  });
}

interface Touched {
  readonly territory: string;
  readonly pointer: string;
}

/** Territories that get something, or lose it. */
function territoriesTouched(kind: Kind, after: object | null, before: object | undefined): Touched[] {
  switch (kind) {
    case 'jobs':
      return gained(territoryOf(after), territoryOf(before), '/territory');
    case 'series':
      return gained(territoryOf(jobOf(after)), territoryOf(jobOf(before)), '/job/territory');
    case 'technicians': {
      const [is, was] = [territoriesOf(after), territoriesOf(before)];
      const touched = [...is.filter((each) => !was.includes(each)), ...was.filter((each) => !is.includes(each))];
      return touched.map((territory) => ({ territory, pointer: '/territories' }));
    }
    default:
      return [];
  }
}

/** Taking a job out of one's own territory, or of nobody's into it, is one's own affair. */
function gained(is: string, was: string, pointer: string): Touched[] {
  return is === '' || is === was ? [] : [{ territory: is, pointer }];
}

function territoryOf(record: object | null | undefined): string {
  return record && 'territory' in record && typeof record.territory === 'string' ? record.territory : '';
}

function territoriesOf(record: object | null | undefined): string[] {
  return record && 'territories' in record && Array.isArray(record.territories) ? record.territories.map(String) : [];
}

function jobOf(record: object | null | undefined): object | null {
  return record && 'job' in record && typeof record.job === 'object' ? record.job : null;
}

import type { HostManifest } from '@dispatchkit/contract/manifest';
import { HostError, type HostPage, type HostRecord, type ProbeFinding, type UnmappedValue, withCall } from '../host.ts';
import type { HostRow } from '../seams.ts';
import { joinPath, splitPath } from '../templates/path.ts';
import { type ResourcePlan, sourcePaths } from './plans.ts';
import { ResourceRows, type ResourceSurroundings } from './resource-rows.ts';
import { valueAt } from './rows.ts';
import { isNested } from './words.ts';

type About = Omit<ProbeFinding, 'kind'>;

/**
 * What a host that does not describe its fields shows by its first page of rows: mapped fields that none of them has, values that cannot be
 * read, words that are not named.
 * @param list - the records of that page
 * @throws HostError `auth`, `unavailable`
 */
export async function rowFindings(
  plan: ResourcePlan,
  around: ResourceSurroundings,
  list: () => Promise<HostPage>,
  signal: AbortSignal | undefined,
): Promise<ProbeFinding[]> {
  const { entity } = plan.resource;
  const whole = (severity: ProbeFinding['severity'], message: string) => [
    { severity, kind: plan.kind, field: null, hostField: null, message },
  ];
  try {
    const { rows } = await new ResourceRows(plan, around).rows(undefined, undefined, signal);
    if (rows.length === 0) return whole('fact', `The host does not describe its fields, and “${entity}” has no row to look at.`);
    const { records } = await list();
    return [
      ...whole('fact', `The host does not describe its fields. ${rows.length} rows of “${entity}” were looked at instead.`),
      ...[...lackingFields(plan, rows), ...unreadable(records), ...unnamed(records, plan, around.manifest)].map((about) => ({
        kind: plan.kind,
        ...about,
      })),
    ];
  } catch (error) {
    if (!(error instanceof HostError) || error.kind === 'auth' || error.kind === 'unavailable') throw error;
    return whole('fault', `“${entity}” cannot be read: ${withCall(error)}`);
  }
}

function lackingFields({ resource, fields }: ResourcePlan, rows: readonly HostRow[]): About[] {
  const isLacking = (path: string) => rows.every((row) => valueAt(row, path) === undefined);
  const ids = resource.id.paths.filter(isLacking).map(
    (path): About => ({
      severity: 'fault',
      field: 'id',
      hostField: path,
      message: `The id “${path}” is in none of the ${rows.length} rows.`,
    }),
  );
  const own = fields.filter(({ field }) => field.relation === undefined);
  return [
    ...ids,
    ...own.flatMap((field) =>
      sourcePaths(field)
        .filter(isLacking)
        .map(
          (path): About => ({
            severity: 'warning',
            field: field.name,
            hostField: path,
            message: `“${path}” is in none of the ${rows.length} rows. Is it called so? Some hosts leave out what is empty.`,
          }),
        ),
    ),
  ];
}

function unreadable(records: readonly HostRecord[]): About[] {
  const faults = records.flatMap((record) => record.faults ?? []);
  const messages = Map.groupBy(faults, ({ field, message }) => JSON.stringify([field, message]));
  return [...messages.values()].flatMap(([first, ...others]): About[] =>
    first
      ? [{ severity: 'fault', field: first.field, hostField: first.hostField, message: `${first.message} ${rowsOf(others)}` }]
      : [],
  );
}

function unnamed(records: readonly HostRecord[], { fields }: ResourcePlan, manifest: HostManifest): About[] {
  const words = Map.groupBy(
    records.flatMap(({ unmapped }) => unmapped),
    (word) => JSON.stringify([word.field, word.value]),
  );
  return [...words.values()].flatMap(([first, ...others]): About[] => {
    if (!first) return [];
    if (isNested(first.value)) return [nestedWord(first, fields, others)];
    const message = `The enum “${first.enum}” does not name “${first.value}”: read as “${manifest.enums[first.enum]?.unmapped}”. ${rowsOf(others)}`;
    return [{ severity: 'warning', field: first.field, hostField: null, message }];
  });
}

/** The word is somewhere in it, and the path stops before. */
function nestedWord({ field, value }: UnmappedValue, fields: ResourcePlan['fields'], others: readonly unknown[]): About {
  const path = fields.find(({ name }) => name === field)?.field.path ?? '';
  const inner = value.startsWith('[') ? '0' : (/^\{"([^"\\]+)"/.exec(value)?.[1] ?? 'name');
  const further = joinPath([...splitPath(path), inner]);
  const what = value.startsWith('[') ? 'a list' : 'an object';
  const message = `“${path}” holds ${what} and no word: ${value}. Let the path lead to the word in it, such as “${further}”. ${rowsOf(others)}`;
  return { severity: 'fault', field, hostField: path, message };
}

function rowsOf(others: readonly unknown[]): string {
  return others.length === 0 ? 'One row has it.' : `${others.length + 1} rows have it.`;
}

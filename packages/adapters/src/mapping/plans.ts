import type { HostField, HostKind, HostManifest, HostResource } from '@dispatchkit/contract/manifest';
import { joinPath, splitPath } from '../templates/path.ts';
import { splitConversions } from '../values/conversions.ts';
import type { ValueSort } from '../values/empties.ts';
import { formOf, sortOf, type ValueForm } from './encodings.ts';
import { idsByKind } from './ids.ts';
import { fieldsOfFilter } from './rows.ts';
import { type Target, targetOf } from './targets.ts';

/** One of our fields, with all that is said of it. */
export interface FieldPlan {
  readonly name: string;
  readonly field: HostField;
  readonly target: Target;
  readonly reading: ReadingPlan;
}

/** What of reading a field is the same for every row. */
export interface ReadingPlan {
  /** The name in two: parts of positions and amounts have one before the dot. */
  readonly whole: string;
  readonly part: string | undefined;
  readonly sort: ValueSort;
  readonly form: ValueForm | undefined;
  readonly conversions: ReturnType<typeof splitConversions>;
  /** There when the value is an id of several parts, each in a host field of its own. */
  readonly composite: { readonly id: HostResource['id']; readonly paths: readonly string[] } | undefined;
}

/** One kind of record, as the manifest maps it. */
export interface ResourcePlan {
  readonly kind: HostKind;
  readonly resource: HostResource;
  readonly fields: readonly FieldPlan[];
  /** Host fields of the row itself that are read. */
  readonly paths: readonly string[];
  /** Host fields of related rows, by relation. */
  readonly relatedPaths: ReadonlyMap<string, readonly string[]>;
  readonly token: TokenPlan;
}

/** What the host wants to see again: a mark (the first of these that is there), a version of the row, all of these together, or nothing. */
export type TokenPlan = { readonly kind: 'mark' | 'version' | 'all'; readonly paths: readonly string[] } | undefined;

/** Fields whose names are none of ours are left out: checking the manifest says so. */
export function planOf(kind: HostKind, resource: HostResource, manifest: HostManifest): ResourcePlan {
  const idOf = idsByKind(manifest);
  const fields = Object.entries(resource.fields).flatMap(([name, field]): FieldPlan[] => {
    const target = targetOf(kind, name);
    return target === undefined ? [] : [{ name, field, target, reading: readingOf(name, field, target, idOf) }];
  });
  return {
    kind,
    resource,
    fields,
    paths: rowPaths(resource, fields, manifest),
    relatedPaths: relatedPaths(resource, fields),
    token: tokenPlan(resource),
  };
}

function readingOf(name: string, field: HostField, target: Target, idOf: ReturnType<typeof idsByKind>): ReadingPlan {
  const [whole = '', part] = name.startsWith('custom.') ? [name] : name.split('.');
  const form = formOf(target, field.encoding);
  const referred = field.reference ?? (target.type === 'reference' ? target.to : undefined);
  const id = referred === undefined ? undefined : idOf(referred);
  const composite = field.paths !== undefined && id !== undefined && id.paths.length > 1 ? { id, paths: field.paths } : undefined;
  return { whole, part, sort: sortOf(target), form, conversions: splitConversions(field.conversions), composite };
}

/** Where hosts put an etag when the manifest does not say. */
const etagPaths = ['@odata\\.etag', '__metadata.etag', 'odata\\.etag', '@etag', '_etag'];

/** Where rows are compared: the host fields that nobody maps but that count, without the stamps of changes, which tell less than the fields. */
function tokenPlan({ concurrency, changes, fields }: HostResource): TokenPlan {
  switch (concurrency.kind) {
    case 'none':
      return undefined;
    case 'etag':
      return { kind: 'mark', paths: concurrency.path === undefined ? etagPaths : [concurrency.path, ...etagPaths] };
    case 'context-timestamp':
      return { kind: 'mark', paths: [concurrency.path] };
    case 'field':
      return { kind: 'version', paths: [concurrency.path] };
    case 'compare': {
      const known = new Set([
        ...Object.values(fields).map(({ path }) => path),
        ...(changes.by.kind === 'modified-since' ? changes.by.paths : []),
      ]);
      const paths = concurrency.paths.filter((path) => !known.has(path));
      return paths.length === 0 ? undefined : { kind: 'all', paths };
    }
  }
}

/** Host fields that a field is made from, wherever they are. */
export function sourcePaths({ field }: FieldPlan): string[] {
  const { path, paths, dateAndTime, endOf, startOf, between, day, lastDay } = field;
  const found = [
    path,
    ...(paths ?? []),
    dateAndTime?.date,
    dateAndTime?.time,
    endOf?.start,
    endOf?.duration,
    startOf?.end,
    startOf?.duration,
    between?.start,
    between?.end,
    day,
    lastDay,
  ];
  return found.filter((candidate) => candidate !== undefined);
}

function rowPaths(resource: HostResource, fields: readonly FieldPlan[], manifest: HostManifest): string[] {
  const paths = new Set([...resource.id.paths, ...resource.alsoRead, ...tokenPaths(resource)]);
  for (const plan of fields) {
    const relation = plan.field.relation === undefined ? undefined : resource.relations[plan.field.relation];
    if (relation === undefined) {
      for (const path of sourcePaths(plan)) paths.add(path);
    } else if (relation.kind === 'expand') {
      for (const path of sourcePaths(plan)) paths.add(joinPath([...splitPath(relation.navigation), ...splitPath(path)]));
    } else if (relation.kind === 'lookup') {
      paths.add(relation.key);
    }
    const words = plan.field.enum === undefined ? undefined : manifest.enums[plan.field.enum];
    for (const flag of words?.flags ?? []) for (const path of fieldsOfFilter(flag.when)) paths.add(path);
  }
  const { by, deletes } = resource.changes;
  if ('paths' in by) for (const path of by.paths) paths.add(path);
  if (deletes.kind === 'flag') for (const path of fieldsOfFilter(deletes.when)) paths.add(path);
  const written = [...resource.writes.actions.map(({ call }) => call), ...(resource.writes.also ?? []).map(({ call }) => call)];
  for (const path of beforePaths([...written, resource.writes.update, resource.writes.delete])) paths.add(path);
  return [...new Set([...paths].map(askedFor))].filter((path) => path !== '');
}

/** Positions are of the answer; the host is asked for the field they are in. */
function askedFor(path: string): string {
  const names = splitPath(path);
  const position = names.findIndex((name) => /^\d+$/.test(name));
  return position === -1 ? path : joinPath(names.slice(0, position));
}

/** What `${before.…}` names in calls has to be read. */
function beforePaths(calls: unknown): string[] {
  return [...JSON.stringify(calls).matchAll(/\$\{before\.([^{}]+)\}/g)].map((match) => match[1] ?? '');
}

function tokenPaths({ concurrency }: HostResource): string[] {
  switch (concurrency.kind) {
    case 'context-timestamp':
    case 'field':
      return [concurrency.path];
    case 'compare':
      return concurrency.paths;
    default:
      // An etag comes with the row unasked.
      return [];
  }
}

function relatedPaths(resource: HostResource, fields: readonly FieldPlan[]): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const plan of fields) {
    const name = plan.field.relation;
    if (name === undefined || !Object.hasOwn(resource.relations, name)) continue;
    found.set(name, [...new Set([...(found.get(name) ?? []), ...sourcePaths(plan).map(askedFor)])]);
  }
  return found;
}

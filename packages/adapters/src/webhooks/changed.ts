import {
  type AssignmentsInJobs,
  type HostKind,
  type HostManifest,
  type HostResource,
  hostKinds,
} from '@dispatchkit/contract/manifest';
import { partText } from '../mapping/ids.ts';
import { interpolateText, type TemplateValues } from '../templates/interpolate.ts';
import { readEvery } from './read-every.ts';

/** Records that may have changed: those with these ids, or any. */
export interface ChangedRecords {
  readonly kind: HostKind;
  readonly ids: readonly string[] | undefined;
}

/**
 * What a message of a host says has changed. It is a hint, so it errs on the side of asking: an entity that no resource has, under its own
 * name or the plural of it, may be behind any of them.
 */
export function changedRecords(manifest: HostManifest, content: unknown, values: TemplateValues): readonly ChangedRecords[] {
  const { webhooks } = manifest;
  const everything = kindsOf(manifest).map((kind) => ({ kind, ids: undefined }));
  const entities = webhooks?.entity === undefined ? [] : readEvery(content, webhooks.entity).filter(isText);
  if (entities.length === 0) {
    return everything;
  }
  const ids = webhooks?.ids === undefined ? [] : readEvery(content, webhooks.ids).map(partText);
  const changed = new Map<HostKind, Set<string> | undefined>();
  for (const [at, entity] of entities.entries()) {
    const kinds = kindsOf(manifest).filter((kind) => isOf(manifest, kind, entity, values));
    if (kinds.length === 0) {
      return everything;
    }
    // Several entities with as many ids belong together one by one.
    const named = entities.length === 1 ? ids : ids.length === entities.length ? [ids[at]] : [];
    for (const kind of kinds) {
      add(changed, kind, hasOpaqueIds(manifest, kind) ? undefined : named);
    }
  }
  return [...changed].map(([kind, known]) => ({ kind, ids: known === undefined ? undefined : [...known] }));
}

function add(
  changed: Map<HostKind, Set<string> | undefined>,
  kind: HostKind,
  ids: readonly (string | undefined)[] | undefined,
): void {
  const known = changed.get(kind);
  const isAny = ids === undefined || ids.length === 0 || ids.includes(undefined) || (changed.has(kind) && known === undefined);
  changed.set(kind, isAny ? undefined : new Set([...(known ?? []), ...ids.filter((id) => id !== undefined)]));
}

function kindsOf(manifest: HostManifest): readonly HostKind[] {
  return hostKinds.filter((kind) => manifest.resources[kind] !== undefined);
}

/** Where one row of the host is not one record of ours by its id: the message cannot say which. */
function hasOpaqueIds(manifest: HostManifest, kind: HostKind): boolean {
  const resource = manifest.resources[kind];
  return isInJobs(resource) || (resource?.id.paths.length ?? 1) > 1;
}

function isOf(manifest: HostManifest, kind: HostKind, entity: string, values: TemplateValues): boolean {
  const resource = manifest.resources[kind];
  // Assignments that are fields of the job change with it.
  const row = isInJobs(resource) ? manifest.resources.jobs : (resource as HostResource | undefined);
  if (row === undefined) {
    return false;
  }
  const name = lastName(interpolateText(row.entity, values));
  const said = lastName(entity);
  return name === said || name === `${said}s` || name === `${said}es`;
}

/** Some name the entity by an address: `api/v2.0/companies(7)/customers(8)` is about `customers`. */
function lastName(entity: string): string {
  return (entity.split('/').findLast((part) => part !== '') ?? entity).replace(/\([^()]*\)$/, '').toLowerCase();
}

function isInJobs(resource: unknown): resource is AssignmentsInJobs {
  return typeof resource === 'object' && resource !== null && 'inJobs' in resource;
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

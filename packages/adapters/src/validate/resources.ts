import type { AssignmentsInJobs, HostField, HostKind, HostManifest, HostResource } from '@dispatchkit/contract/manifest';

export interface KindResource {
  readonly kind: HostKind;
  readonly resource: HostResource;
  readonly path: readonly PropertyKey[];
}

/** Resources with records of their own; assignments that are fields of jobs are not among them. */
export function resourcesOf({ resources }: HostManifest): KindResource[] {
  return Object.entries(resources).flatMap(([kind, resource]) =>
    resource === undefined || 'inJobs' in resource ? [] : [{ kind: kind as HostKind, resource, path: ['resources', kind] }],
  );
}

export function assignmentsInJobs({ resources }: HostManifest): AssignmentsInJobs['inJobs'] | undefined {
  return resources.assignments && 'inJobs' in resources.assignments ? resources.assignments.inJobs : undefined;
}

export interface MappedField {
  readonly kind: HostKind;
  readonly name: string;
  readonly field: HostField;
  readonly path: readonly PropertyKey[];
}

export function fieldsOf({ kind, resource, path }: KindResource): MappedField[] {
  return Object.entries(resource.fields).map(([name, field]) => ({ kind, name, field, path: [...path, 'fields', name] }));
}

/** The host can be told of it: neither said to be read only, nor put together from what cannot be taken apart. */
export function isWritable(field: HostField): boolean {
  if (field.write === false) return false;
  if (field.write !== undefined) return true;
  return field.paths === undefined && field.between === undefined && field.constant === undefined && field.relation === undefined;
}

import type { HostKind, HostManifest } from '@dispatchkit/contract/manifest';
import { fault, type PlacedFault, warning } from './fault.ts';
import { nameHint } from './nearest.ts';
import { isList, kindReferred } from './our-fields.ts';
import { assignmentsInJobs, fieldsOf, type KindResource, type MappedField, resourcesOf } from './resources.ts';

/** Names of relations, services and kinds that are not declared, and those that are and that nobody uses. */
export function nameFaults(manifest: HostManifest): PlacedFault[] {
  return [
    ...resourcesOf(manifest).flatMap((resource) => [...relationFaults(resource), ...referenceFaults(resource, manifest)]),
    ...serviceFaults(manifest),
    ...fitFaults(manifest),
  ];
}

function relationFaults(resource: KindResource): PlacedFault[] {
  const { relations } = resource.resource;
  const declared = Object.keys(relations);
  const fields = fieldsOf(resource);
  const undeclared = fields.flatMap(({ field: { relation }, path }) =>
    relation === undefined || declared.includes(relation)
      ? []
      : [
          fault([...path, 'relation'], `"${relation}"`, 'a name under relations', () => nameHint(relation, declared), {
            lacks: [[...resource.path, 'relations', relation]],
          }),
        ],
  );
  const used = new Set(fields.map(({ field }) => field.relation));
  const unused = declared
    .filter((name) => !used.has(name))
    .map((name) =>
      warning([...resource.path, 'relations', name], `"${name}"`, 'a field that uses it', 'It costs a call and is not read.', {
        needsUse: name,
      }),
    );
  return [...undeclared, ...unused];
}

function referenceFaults({ kind, resource, path }: KindResource, manifest: HostManifest): PlacedFault[] {
  const has = (name: string) => manifest.resources[name as keyof HostManifest['resources']] !== undefined;
  const fromFields = fieldsOf({ kind, resource, path }).flatMap(({ name, field, path: at }) => {
    const referred = field.reference ?? kindReferred(kind, name);
    if (referred === undefined) return [];
    if (referred === 'assignments' && assignmentsInJobs(manifest))
      return [fault(at, '"assignments"', 'a kind with ids of its own', 'Assignments in jobs have none at the host.')];
    if (has(referred)) return partFaults({ kind, name, field, path: at }, referred, manifest);
    const hint = `Say where ${referred} come from, or leave the field out.`;
    return [fault(at, `ids of ${referred}`, 'a kind that has a resource', hint, { lacks: [['resources', referred]] })];
  });
  const reread = resource.writes.alsoReread.flatMap((name, index) =>
    has(name)
      ? []
      : [
          fault(
            [...path, 'writes', 'alsoReread', index],
            `"${name}"`,
            'a kind that has a resource',
            'What does not come from the host is not read again.',
            { lacks: [['resources', name]] },
          ),
        ],
  );
  return [...fromFields, ...reread];
}

/** An id of several parts is read from as many host fields. */
function partFaults({ kind, name, field, path }: MappedField, referred: HostKind, manifest: HostManifest): PlacedFault[] {
  const resource = manifest.resources[referred];
  const parts = resource === undefined || 'inJobs' in resource ? 1 : resource.id.paths.length;
  if (parts === 1 || field.constant !== undefined) return [];
  const found = field.paths?.length ?? 1;
  const expected = `"paths" with ${parts} host fields, in the order of "id.paths" of ${referred}`;
  if (isList(kind, name)) {
    const hint = 'Lists of such ids cannot be mapped.';
    return [fault(path, `ids of ${referred}, which have ${parts} parts`, 'ids of one part', hint)];
  }
  if (found !== parts) {
    const hint = 'An id of several parts stands in as many host fields.';
    const lacks = {
      lacks: [
        [...path, 'paths'],
        ['resources', referred, 'id'],
      ],
    };
    return [fault(path, found === 1 ? 'one host field' : `${found} host fields`, expected, hint, lacks)];
  }
  return typeof field.write === 'object'
    ? [fault([...path, 'write'], 'another place to write to', 'none', `The parts are written where they are read.`)]
    : [];
}

function serviceFaults({ connection, resources, transport: _, ...rest }: HostManifest): PlacedFault[] {
  const declared = Object.keys(connection.services);
  const { services: __, ...calls } = connection;
  const uses = servicesIn({ connection: calls, resources, ...rest }, []);
  const undeclared = uses
    .filter(({ name }) => !declared.includes(name))
    .map(({ name, path }) =>
      fault(path, `"${name}"`, 'a name under connection.services', () => nameHint(name, declared), {
        lacks: [['connection', 'services', name]],
      }),
    );
  const unused = declared
    .filter((name) => !uses.some((use) => use.name === name))
    .map((name) =>
      warning(['connection', 'services', name], `"${name}"`, 'a resource or call that uses it', 'Remove it.', { needsUse: name }),
    );
  return [...undeclared, ...unused];
}

/** The key is called `service` wherever one is named; free names (settings, fields, queries) hold objects or lie under other keys. */
function servicesIn(value: unknown, path: readonly PropertyKey[]): { name: string; path: readonly PropertyKey[] }[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) => {
    const at = [...path, Array.isArray(value) ? Number(key) : key];
    if (['fields', 'query', 'headers', 'body', 'defaults', 'enums', 'settings'].includes(key)) return [];
    return key === 'service' && typeof part === 'string' ? [{ name: part, path: at }] : servicesIn(part, at);
  });
}

/** What only some transports can do. */
function fitFaults(manifest: HostManifest): PlacedFault[] {
  const { kind: transport } = manifest.transport;
  const needs = (path: readonly PropertyKey[], found: string, expected: string, hint: string) =>
    fault(path, found, expected, hint, { lacks: [['transport']] });
  return resourcesOf(manifest).flatMap(({ resource: { changes, concurrency }, path }) => {
    const faults: PlacedFault[] = [];
    if (changes.by.kind === 'delta-link' && transport !== 'odata-v4') {
      const hint = 'Elsewhere changes are found by "modified-since", or by reading everything again: "all".';
      faults.push(needs([...path, 'changes', 'by', 'kind'], `delta-link with ${transport}`, 'the transport odata-v4', hint));
    }
    if (changes.deletes.kind === 'tombstones' && changes.by.kind !== 'delta-link') {
      const at = [...path, 'changes', 'deletes', 'kind'];
      const hint = 'Elsewhere what is gone is found by a "flag", or by its id that is missing: "reconcile".';
      const lacks = { lacks: [[...path, 'changes', 'by']] };
      faults.push(fault(at, 'tombstones without a delta link', 'changes by delta-link', hint, lacks));
    }
    if (concurrency.kind === 'context-timestamp' && transport !== 'json-rpc-positional') {
      const hint = 'Elsewhere the stamp goes along as an "etag", in a "field", or rows are compared: "compare".';
      faults.push(needs([...path, 'concurrency', 'kind'], `context-timestamp with ${transport}`, 'json-rpc-positional', hint));
    }
    return faults;
  });
}

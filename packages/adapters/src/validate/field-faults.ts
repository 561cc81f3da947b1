import { CustomField } from '@dispatchkit/contract';
import { type HostManifest, recordShapes } from '@dispatchkit/contract/manifest';
import { fault, type PlacedFault, warning } from './fault.ts';
import { nameHint } from './nearest.ts';
import { isOurField, ourFields, ourKinds, wordsOf } from './our-fields.ts';
import { assignmentsInJobs, fieldsOf, type KindResource, type MappedField, resourcesOf } from './resources.ts';

/** Fields that are not ours, that are missing, or that come from nowhere or from two places. */
export function fieldFaults(manifest: HostManifest): PlacedFault[] {
  const resources = resourcesOf(manifest);
  return [
    ...noResource(manifest),
    ...resources.flatMap((resource) => [
      ...missing(resource),
      ...fieldsOf(resource).flatMap((field) => [...unknown(field), ...ownFaults(field), ...sourceFaults(field, manifest)]),
      ...actionFaults(resource),
    ]),
  ];
}

function noResource(manifest: HostManifest): PlacedFault[] {
  if (Object.values(manifest.resources).some((resource) => resource !== undefined)) return [];
  const hint = `Known: ${Object.keys(ourKinds).join(', ')}.`;
  return [fault(['resources'], 'no resource', 'at least one kind of record', hint, { lacks: [['resources', 'jobs']] })];
}

function missing({ kind, resource, path }: KindResource): PlacedFault[] {
  const lacks = (names: readonly string[]) => names.filter((name) => !(name in resource.fields));
  const at = [...path, 'fields'];
  const place = (name: string) => ({ lacks: [[...at, name]] });
  const needed = lacks(ourKinds[kind].needed).map((name) =>
    fault(at, `no "${name}"`, `where ${kind}.${name} comes from`, `Without it there are no ${kind}.`, place(name)),
  );
  const wanted = lacks(ourKinds[kind].wanted).map((name) =>
    warning(at, `no "${name}"`, `where ${kind}.${name} comes from`, 'Boards show a default instead.', place(name)),
  );
  return [...needed, ...wanted];
}

/** Fields of the tenant's own: the connector defines them, so they need a name it can take. */
function ownFaults({ name, field, path }: MappedField): PlacedFault[] {
  if (!name.startsWith('custom.')) {
    const said = (['label', 'kind'] as const).filter((key) => field[key] !== undefined);
    return said.map((key) =>
      warning([...path, key], `"${key}" beside ${name}`, 'it for fields called custom.name only', 'It does nothing here.'),
    );
  }
  const key = name.slice('custom.'.length);
  if (CustomField.shape.key.safeParse(key).success) return [];
  return [
    fault(path, `"${name}"`, 'custom. and a key such as gateCode', 'A small letter, then letters, digits or "_", 64 at most.'),
  ];
}

function unknown({ kind, name, path }: MappedField): PlacedFault[] {
  if (isOurField(kind, name)) return [];
  if (name in recordShapes[kind] && name !== 'custom') {
    return [
      fault(path, `"${name}"`, `a field of ${kind} that a host can fill`, `The connector keeps "${name}" of ${kind} by itself.`),
    ];
  }
  const hint = () => `${nameHint(name, ourFields(kind))} A field of the tenant's own is called custom.name.`;
  return [fault(path, `"${name}"`, `a field of ${kind}`, hint)];
}

const sources = ['path', 'paths', 'dateAndTime', 'endOf', 'between', 'day', 'lastDay', 'startOf', 'constant'] as const;

/** A list of flags looks at host fields of its own, so a field with one needs none. */
function sourceFaults({ field, path }: MappedField, { enums }: HostManifest): PlacedFault[] {
  const given = sources.filter((source) => field[source] !== undefined);
  const faults: PlacedFault[] = [];
  const hasFlags = field.enum !== undefined && enums[field.enum]?.flags !== undefined;
  if (given.length !== 1 && !(hasFlags && given.length === 0)) {
    const found = given.length === 0 ? 'no source' : given.join(' and ');
    const hint = 'Where a field comes from is said once; several host fields are "paths".';
    const lacks = { lacks: sources.map((source) => [...path, source]) };
    faults.push(fault(path, found, `exactly one of ${sources.join(', ')}`, hint, given.length === 0 ? lacks : {}));
  }
  if (field.relation !== undefined && field.path === undefined && field.paths === undefined)
    faults.push(
      fault(
        [...path, 'relation'],
        'a relation without a path',
        'the field of the related record in "path"',
        'A relation leads to a record; which of its fields is meant has to be said.',
        {
          lacks: [
            [...path, 'path'],
            [...path, 'paths'],
          ],
        },
      ),
    );
  if (field.enum !== undefined && field.encoding !== undefined)
    faults.push(
      fault(
        [...path, 'encoding'],
        `an encoding beside enum "${field.enum}"`,
        'one of the two',
        'Words are read by their list, and have no encoding.',
      ),
    );
  const isWritten = field.write !== undefined && field.write !== false;
  if (isWritten && (field.paths ?? field.between ?? field.constant) !== undefined)
    faults.push(
      warning(
        [...path, 'write'],
        `what is read from ${given[0]}, and written elsewhere`,
        'the two to agree',
        'Written and read again, it would show the old value.',
      ),
    );
  return faults;
}

/** Actions start when one of our fields changes, so it has to be mapped. */
function actionFaults({ kind, resource, path }: KindResource): PlacedFault[] {
  return resource.writes.actions.flatMap(({ when }, index) => {
    const at = [...path, 'writes', 'actions', index, 'when'];
    const mapped = Object.keys(resource.fields);
    if (!mapped.includes(when.field))
      return [
        fault([...at, 'field'], `"${when.field}"`, `a mapped field of ${kind}`, nameHint(when.field, mapped), {
          lacks: [[...path, 'fields', when.field]],
        }),
      ];
    const words = wordsOf(kind, when.field);
    return when.is.flatMap((word, position) =>
      words === undefined || words.includes(String(word))
        ? []
        : [
            fault(
              [...at, 'is', position],
              JSON.stringify(word),
              `a word of ${kind}.${when.field}`,
              nameHint(String(word), words),
            ),
          ],
    );
  });
}

/** Assignments in jobs need jobs to be in and technicians to name. */
export function assignmentFaults(manifest: HostManifest): PlacedFault[] {
  if (!assignmentsInJobs(manifest)) return [];
  return (['jobs', 'technicians'] as const)
    .filter((kind) => manifest.resources[kind] === undefined)
    .map((kind) =>
      fault(
        ['resources', 'assignments', 'inJobs'],
        `no resource "${kind}"`,
        'assignments in jobs to have them',
        `Say under "resources" where ${kind} come from.`,
        { lacks: [['resources', kind]] },
      ),
    );
}

import type { Conversion, HostField, HostKind, HostManifest } from '@dispatchkit/contract/manifest';
import { encodingsOf, formOf, type ValueForm } from '../mapping/encodings.ts';
import { planOf } from '../mapping/plans.ts';
import { type Target, targetOf } from '../mapping/targets.ts';
import { Words } from '../mapping/words.ts';
import { readOnlyReason } from '../mapping/write-fields.ts';
import { firstOneWay, nameOf } from '../values/conversions.ts';
import { fault, type PlacedFault, warning } from './fault.ts';
import { assignmentsInJobs, fieldsOf, type KindResource, type MappedField, resourcesOf } from './resources.ts';

/** Values that cannot become what our field holds, or that cannot be written back. */
export function valueFaults(manifest: HostManifest): PlacedFault[] {
  const fields = [...resourcesOf(manifest).flatMap(fieldsOf), ...fieldsInJobs(manifest)];
  return [
    ...fields.flatMap((field) => {
      const target = targetOf(field.kind, field.name);
      if (target === undefined) return [];
      return [...wordsFaults(field, target), ...encodingFaults(field, target), ...conversionFaults(field, target)];
    }),
    ...resourcesOf(manifest).flatMap((resource) => (isWritten(resource) ? writeFaults(resource, manifest) : [])),
  ];
}

function fieldsInJobs(manifest: HostManifest): MappedField[] {
  const said = assignmentsInJobs(manifest);
  if (said === undefined) return [];
  const kind: HostKind = 'assignments';
  return (['startsAt', 'endsAt'] as const).map((name) => {
    return { kind, name, field: said[name], path: ['resources', kind, 'inJobs', name] };
  });
}

function isWritten({ resource: { writes } }: KindResource): boolean {
  return writes.create !== false || writes.update !== false;
}

/** Without a list of words the host's have to be ours, letter by letter. */
function wordsFaults({ kind, name, field, path }: MappedField, target: Target): PlacedFault[] {
  if (target.type !== 'words' || field.enum !== undefined || field.constant !== undefined) return [];
  const said = field.path !== undefined || field.relation !== undefined;
  const hasTable = field.conversions.some((conversion) => typeof conversion === 'object' && 'table' in conversion);
  if (!said || hasTable) return [];
  const hint = `Only ${target.words.join(', ')} would be read, and everything else left out. List the host’s words under "enums".`;
  return [
    warning(path, `no "enum" for ${kind}.${name}`, 'the host’s words and ours, by a name under enums', hint, lacksEnum(path)),
  ];
}

function lacksEnum(path: readonly PropertyKey[]) {
  return { lacks: [[...path, 'enum']] };
}

function encodingFaults({ kind, name, field, path }: MappedField, target: Target): PlacedFault[] {
  if (target.type === 'any' || field.enum !== undefined) return [];
  const forms = formsOf(field, target);
  const known = [...new Set(forms.flatMap((form) => encodingsOf[form]))];
  const places = [
    { encoding: field.encoding, at: [...path, 'encoding'] },
    { encoding: typeof field.write === 'object' ? field.write.encoding : undefined, at: [...path, 'write', 'encoding'] },
  ];
  return places
    .filter(({ encoding }) => encoding !== undefined && !known.includes(encoding))
    .map(({ encoding, at }) => {
      const found = `"${encoding}" for ${kind}.${name}, which holds ${holds[target.type]}`;
      if (known.length === 0)
        return fault(at, found, 'none', 'It has no encoding of its own. What is written otherwise is for "conversions".');
      return fault(at, found, `one of ${known.join(', ')}`, 'Left out, it is written as "values" says.');
    });
}

/** Ways of writing that the sources of a field are in. */
function formsOf({ dateAndTime, day, lastDay, endOf, startOf, between, encoding }: HostField, target: Target): ValueForm[] {
  if (dateAndTime !== undefined) return ['date', 'time'];
  if (day !== undefined || lastDay !== undefined) return ['date'];
  if (endOf !== undefined || startOf !== undefined) return ['instant', 'duration'];
  if (between !== undefined) return ['instant'];
  const form = formOf(target, encoding);
  return form === undefined ? [] : [form];
}

const holds: Readonly<Record<Target['type'], string>> = {
  text: 'a text',
  instant: 'an instant',
  day: 'a day',
  minutes: 'minutes',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'a truth',
  'time-zone': 'a time zone',
  color: 'a colour',
  words: 'one of our words',
  reference: 'an id',
  references: 'a list of ids',
  texts: 'a list of texts',
  skills: 'a list of skills',
  certifications: 'a list of certifications',
  position: 'a position',
  any: 'a text, a number or a truth',
};

const numeric: readonly Target['type'][] = ['minutes', 'number', 'integer', 'any'];

function conversionFaults({ kind, name, field, path }: MappedField, target: Target): PlacedFault[] {
  const places = [
    { conversions: field.conversions, at: [...path, 'conversions'] },
    { conversions: typeof field.write === 'object' ? field.write.conversions : [], at: [...path, 'write', 'conversions'] },
  ];
  return places.flatMap(({ conversions, at }) =>
    conversions.flatMap((conversion, index) => {
      const place = [...at, index];
      if (isMultiply(conversion) && conversion.multiply === 0)
        return [fault([...place, 'multiply'], '0', 'a number other than 0', 'Everything would become 0.')];
      const wanted = wantedBy(conversion);
      if (wanted === undefined || wanted.includes(field.enum === undefined ? target.type : 'words')) return [];
      const found = `"${nameOf(conversion)}" for ${kind}.${name}, which holds ${holds[target.type]}`;
      return [
        fault(
          place,
          found,
          `a field that holds ${wanted === numeric ? 'a number' : 'a truth'}`,
          'Take it out: it cannot be done.',
        ),
      ];
    }),
  );
}

function isMultiply(conversion: Conversion): conversion is { multiply: number } {
  return typeof conversion === 'object' && 'multiply' in conversion;
}

/** What a field has to hold for a conversion that counts with our value. */
function wantedBy(conversion: Conversion): readonly Target['type'][] | undefined {
  if (conversion === 'invert-boolean') return ['boolean', 'any'];
  return typeof conversion === 'object' && ('multiply' in conversion || 'round' in conversion) ? numeric : undefined;
}

/** Fields that people would expect to be written and are not, and those that overwrite each other. */
function writeFaults(mapped: KindResource, manifest: HostManifest): PlacedFault[] {
  const { kind, resource, path } = mapped;
  const words = new Map(
    Object.entries(manifest.enums).map(([name, map]) => [name, new Words(name, map, undefined, () => false)]),
  );
  const at = (name: string) => [...path, 'fields', name];
  const oneWay = fieldsOf(mapped).flatMap(({ name, field }) => {
    const conversion = field.write === undefined && field.path !== undefined ? firstOneWay(field.conversions) : undefined;
    if (conversion === undefined || field.relation !== undefined) return [];
    const hint = 'It is read only so. If that is meant, say "write": false; otherwise say in "write" how it is written.';
    return [
      warning(
        [...at(name), 'conversions'],
        `"${nameOf(conversion)}", which cannot be undone`,
        `"write" for ${kind}.${name}`,
        hint,
        {
          lacks: [[...at(name), 'write']],
        },
      ),
    ];
  });
  const writers = new Map<string, string>();
  const twice = planOf(kind, resource, manifest).fields.flatMap((plan): PlacedFault[] => {
    const { name, field } = plan;
    const written = typeof field.write === 'object' ? field.write.path : field.path;
    if (written === undefined || readOnlyReason(plan, manifest.transport.kind, words) !== undefined) return [];
    const other = writers.get(written);
    if (other === undefined) {
      writers.set(written, name);
      return [];
    }
    const found = `"${written}", which ${kind}.${other} is written to already`;
    const hint = `One of the two would be lost. Say "write": false for "${name}" or for "${other}".`;
    return [fault(at(name), found, 'a host field of its own', hint, { lacks: [[...at(other), 'write']] })];
  });
  return [...oneWay, ...twice];
}

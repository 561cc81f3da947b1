import type { EnumMap, HostManifest } from '@dispatchkit/contract/manifest';
import { explicitJobStatuses } from '@dispatchkit/contract/words';
import { fault, type PlacedFault, warning } from './fault.ts';
import { nameHint } from './nearest.ts';
import { wordsOf } from './our-fields.ts';
import { fieldsOf, isWritable, type MappedField, resourcesOf } from './resources.ts';

/** Lists of words that are not there, that nobody uses, that name words we do not have, and words that cannot be written. */
export function enumFaults(manifest: HostManifest): PlacedFault[] {
  const users = resourcesOf(manifest).flatMap((resource) =>
    fieldsOf(resource).flatMap((field) =>
      field.field.enum === undefined ? [] : [{ field, name: field.field.enum, writes: writesOf(resource.resource.writes) }],
    ),
  );
  const declared = Object.keys(manifest.enums);
  const undeclared = users
    .filter(({ name }) => !declared.includes(name))
    .map(({ field, name }) =>
      fault([...field.path, 'enum'], `"${name}"`, 'a name under enums', () => nameHint(name, declared), {
        lacks: [['enums', name]],
      }),
    );
  const perEnum = Object.entries(manifest.enums).flatMap(([name, words]) => {
    const used = users.filter((user) => user.name === name);
    const path = ['enums', name];
    if (used.length === 0) {
      const hint = 'Name it in "enum" of a field, or remove it.';
      return [warning(path, `"${name}"`, 'a field that uses it', hint, { needsUse: name })];
    }
    return [
      ...formFaults(words, path),
      ...once(used.flatMap(({ field }) => wordFaults(words, path, field))),
      ...used.flatMap(({ field, writes }) => (writes ? unwritable(words, path, field, writes.actionWords(field.name)) : [])),
    ];
  });
  return [...undeclared, ...perEnum];
}

function formFaults({ read, rows, flags }: EnumMap, path: readonly PropertyKey[]): PlacedFault[] {
  const lacks = {
    lacks: [
      [...path, 'read'],
      [...path, 'rows'],
      [...path, 'flags'],
    ],
  };
  if (read === undefined && flags === undefined && rows === undefined) {
    const hint = 'Most lists have "read": our word for each of the host’s.';
    return [fault(path, 'no words', 'at least one of read, rows, flags', hint, lacks)];
  }
  if (read !== undefined && flags !== undefined) {
    const hint = 'A value follows from one field by "read", or from several by "flags".';
    return [fault([...path, 'flags'], 'read and flags', 'one of the two', hint)];
  }
  if (rows !== undefined && read === undefined)
    return [fault([...path, 'rows'], 'rows without "read"', 'our word for each value of the column', 'Add "read".', lacks)];
  return [];
}

/** Every word of ours that the list names, where it stands. */
function ourWords({ read = {}, write, flags = [], unmapped }: EnumMap, path: readonly PropertyKey[]) {
  return [
    ...Object.entries(read).map(([theirs, word]) => ({ word, at: [...path, 'read', theirs] })),
    ...Object.keys(write).map((word) => ({ word, at: [...path, 'write', word] })),
    ...flags.map(({ is }, index) => ({ word: is, at: [...path, 'flags', index, 'is'] })),
    { word: unmapped, at: [...path, 'unmapped'] },
  ];
}

function wordFaults(words: EnumMap, path: readonly PropertyKey[], { kind, name }: MappedField): PlacedFault[] {
  const known = wordsOf(kind, name);
  if (known === undefined) return [];
  return ourWords(words, path)
    .filter(({ word }) => !known.includes(word))
    .map(({ word, at }) => fault(at, `"${word}"`, `a word of ${kind}.${name}`, () => nameHint(word, known)));
}

/** Words a person could choose and the host cannot be told: neither written, nor the reading of exactly one host word, nor an action. */
function unwritable(
  words: EnumMap,
  path: readonly PropertyKey[],
  field: MappedField,
  byAction: readonly string[],
): PlacedFault[] {
  const known = wordsOf(field.kind, field.name);
  if (known === undefined || !isWritable(field.field)) return [];
  const readAs = Object.values(words.read ?? {});
  const canWrite = (word: string) =>
    word in words.write ||
    byAction.includes(word) ||
    (words.writesNamedOnly !== true && readAs.filter((other) => other === word).length === 1);
  const lost = known.filter((word) => !canWrite(word));
  if (lost.length === 0) return [];
  const ambiguous = lost.filter((word) => readAs.includes(word));
  const hint =
    ambiguous.length > 0
      ? `Several host words are read as ${ambiguous.join(', ')}: say in "write" which one is written.`
      : `${whatBecomes(lost, field)} Say in "write" how they are written, or leave it so and name it in the README.`;
  return [
    warning([...path, 'write'], `no way to write ${lost.join(', ')}`, `one for each word of ${field.kind}.${field.name}`, hint, {
      lacks: [
        [...path, 'read'],
        ['resources', field.kind, 'writes'],
      ],
    }),
  ];
}

/** Of words the host cannot be told: what people say is not offered, what we work out is kept here. */
function whatBecomes(lost: readonly string[], { kind, name }: MappedField): string {
  const isSaid = (word: string) => name !== 'status' || (kind === 'jobs' && explicitJobStatuses.some((said) => said === word));
  const said = lost.filter(isSaid);
  const workedOut = lost.filter((word) => !isSaid(word));
  return [
    ...(said.length > 0 ? [`Widgets will not offer ${said.join(', ')}.`] : []),
    ...(workedOut.length > 0 ? [`What follows from assignments is kept here: ${workedOut.join(', ')}.`] : []),
  ].join(' ');
}

function writesOf({ create, update, actions }: { create: unknown; update: unknown; actions: readonly Action[] }) {
  if (create === false && update === false && actions.length === 0) return undefined;
  return {
    actionWords: (name: string) => actions.filter(({ when }) => when.field === name).flatMap(({ when }) => when.is.map(String)),
  };
}
interface Action {
  readonly when: { readonly field: string; readonly is: readonly unknown[] };
}

function once(faults: readonly PlacedFault[]): PlacedFault[] {
  const seen = new Map(faults.map((found) => [found.path.map(String).join('/'), found]));
  return [...seen.values()];
}

import type { HostKind, HostManifestInput } from '@dispatchkit/contract/manifest';
import { kindReferred, ourKinds, wordsOf as ourWordsOf } from '../validate/our-fields.ts';
import type { Decision, DescribedEntity, DescribedHostField } from './described.ts';
import { singular, squashed, wordsOf } from './names.ts';
import { fieldSynonyms, wordSynonyms } from './synonyms.ts';

type Enums = NonNullable<HostManifestInput['enums']>;
type FieldInput = NonNullable<HostManifestInput['resources']['jobs']>['fields'][string];
type FieldObject = Exclude<FieldInput, string>;

export function findField(
  kind: HostKind,
  ours: string,
  fields: readonly DescribedHostField[],
  taken: ReadonlySet<string>,
): DescribedHostField | undefined {
  const free = fields.filter(({ path, type }) => !taken.has(path) && type !== 'object' && type !== 'list');
  for (const synonym of fieldSynonyms[kind][ours] ?? []) {
    const found = free.find((field) => nameOf(field) === synonym) ?? free.find((field) => nestedName(field) === synonym);
    if (found) return found;
  }
  return undefined;
}

/** `customer.id` is the customer's id, and `address.city` may be the city. */
function nameOf({ path }: DescribedHostField): string {
  return squashed(path);
}

function nestedName({ path }: DescribedHostField): string | undefined {
  const last = path.split('.').at(-1) ?? '';
  return path.includes('.') && squashed(last) !== 'id' && squashed(last) !== 'name' ? squashed(last) : undefined;
}

export type Fields = Record<string, FieldInput>;

export function proposeFields(kind: HostKind, entity: DescribedEntity, enums: Enums, decisions: Decision[]): Fields {
  const fields: Fields = {};
  const taken = new Set<string>();
  for (const ours of Object.keys(fieldSynonyms[kind])) {
    const found = findField(kind, ours, entity.fields, taken);
    if (!found || (found.path === entity.idPaths[0] && ours !== 'number')) continue;
    taken.add(found.path);
    fields[ours] = fieldOf(kind, ours, found, enums, decisions);
  }
  for (const ours of ourKinds[kind].wanted) {
    if (!(ours in fields))
      decisions.push({
        about: `${kind}.${ours}`,
        question: `Nothing in ${entity.name} looks like it. Which field is it, or what is it always?`,
      });
  }
  return fields;
}

function fieldOf(
  kind: HostKind,
  ours: string,
  { path: hostPath, type, words, isReadOnly }: DescribedHostField,
  enums: Enums,
  decisions: Decision[],
): FieldInput {
  const about = `${kind}.${ours}`;
  const reference = kindReferred(kind, ours);
  const field: FieldObject = { path: hostPath, ...(isReadOnly ? { write: false as const } : {}) };
  if (reference !== undefined) return { ...field, reference };
  if (ourWordsOf(kind, ours) !== undefined) {
    const list = `${kind}${ours.charAt(0).toUpperCase()}${ours.slice(1)}`;
    enums[list] = proposeWords(about, words ?? [], decisions);
    return { ...field, enum: list };
  }
  if (ours === 'durationMinutes') return { ...field, ...durationOf(hostPath, type, decisions), otherwise: 60 };
  if (/At$/.test(ours) && type !== 'instant') {
    if (type === 'date') return /^(windowEndsAt|endsAt|dueAt)$/.test(ours) ? { lastDay: hostPath } : { day: hostPath };
    if (type === 'integer' || type === 'number') {
      decisions.push({
        about,
        question: `"${hostPath}" is a number: seconds (unix-seconds) or milliseconds (unix-milliseconds) since 1970?`,
      });
      return { ...field, encoding: 'unix-seconds' };
    }
    decisions.push({
      about,
      question: `The document does not say how "${hostPath}" writes a time. "iso" has been taken; see values.instant.`,
    });
  }
  return Object.keys(field).length === 1 ? hostPath : field;
}

function durationOf(path: string, type: DescribedHostField['type'], decisions: Decision[]): Partial<FieldObject> {
  if (type === 'duration') return { encoding: 'iso' };
  const words = wordsOf(path);
  for (const unit of ['minutes', 'hours', 'seconds', 'days'] as const) {
    if (words.some((word) => singular(word) === singular(unit) || (unit === 'minutes' && word === 'min')))
      return { encoding: unit };
  }
  decisions.push({ about: 'jobs.durationMinutes', question: `In which unit is "${path}"? Minutes have been taken.` });
  return { encoding: 'minutes' };
}

type Words = readonly (string | number)[];
type WordList = Enums[string];

function proposeWords(about: string, hostWords: Words, decisions: Decision[]): WordList {
  const synonyms = wordSynonyms[about] ?? {};
  const levels = about === 'jobs.priority' ? levelsOf(hostWords) : undefined;
  const read: Record<string, string> = {};
  const lost: Words[number][] = [];
  for (const word of hostWords) {
    const ours =
      levels?.get(word) ?? Object.keys(synonyms).find((candidate) => synonyms[candidate]?.includes(squashed(String(word))));
    if (ours === undefined) lost.push(word);
    else read[word] = ours;
  }
  const unmapped = about === 'jobs.priority' ? 'normal' : (Object.keys(synonyms)[0] ?? '');
  if (hostWords.length === 0)
    decisions.push({ about, question: 'The document does not list the words. Which are there, and what do they mean?' });
  if (lost.length > 0)
    decisions.push({ about, question: `What do ${lost.join(', ')} mean? They are read as "${unmapped}", and counted.` });
  if (levels) {
    const told = hostWords.map((word) => `${word} as "${read[word]}"`).join(', ');
    decisions.push({ about, question: `They are numbers. ${told}: is that right, or is the highest the most urgent?` });
  }
  const write: Record<string, string | number> = {};
  for (const ours of new Set(Object.values(read))) {
    const several = hostWords.filter((word) => read[word] === ours);
    const [first] = several;
    if (first === undefined || (several.length < 2 && typeof first === 'string')) continue;
    write[ours] = first;
    if (several.length < 2) continue;
    decisions.push({ about, question: `${several.join(', ')} are all read as "${ours}". "${first}" is written: is that right?` });
  }
  return { read, ...(Object.keys(write).length > 0 ? { write } : {}), unmapped };
}

/** Priorities that are numbers mostly begin with the most urgent one. */
function levelsOf(hostWords: Words): Map<Words[number], string> | undefined {
  if (hostWords.length < 2 || !hostWords.every((word) => Number.isFinite(Number(word)))) return undefined;
  const levels = ['urgent', 'high', 'normal', 'low'];
  const sorted = [...hostWords].sort((a, b) => Number(a) - Number(b));
  const step = (levels.length - 1) / (sorted.length - 1);
  return new Map(sorted.map((word, at) => [word, levels[Math.round(at * step)] ?? 'normal']));
}

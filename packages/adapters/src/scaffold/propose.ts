import { type HostKind, type HostManifestInput, hostKinds } from '@dispatchkit/contract/manifest';
import { kindReferred, ourKinds, wordsOf as ourWordsOf } from '../validate/our-fields.ts';
import type { Decision, DescribedEntity, DescribedHost, DescribedHostField } from './described.ts';
import { singular, squashed, wordsOf } from './names.ts';
import { fieldSynonyms, kindSynonyms, wordSynonyms } from './synonyms.ts';

type Input = HostManifestInput;
type ResourceInput = NonNullable<Input['resources']['jobs']>;
type FieldInput = ResourceInput['fields'][string];
type FieldObject = Exclude<FieldInput, string>;

export interface Proposal {
  readonly manifest: Input;
  /** What a person has to decide, most important first. */
  readonly decisions: readonly Decision[];
}

/** A first manifest for a described host: the likeliest entity for each kind, the likeliest host field for each of ours. */
export function proposeManifest(host: DescribedHost, name: string): Proposal {
  const decisions: Decision[] = [];
  const enums: NonNullable<Input['enums']> = {};
  const chosen = chooseEntities(host.entities);
  const drafts = [...chosen].map(([kind, entity]) => [kind, proposeFields(kind, entity, enums, decisions)] as const);
  const kept = keepComplete(drafts, chosen, decisions);
  const resources: Record<string, unknown> = {};
  for (const [kind, fields] of kept) {
    const entity = chosen.get(kind);
    if (entity) resources[kind] = resourceOf(host, entity, withoutLost(kind, fields, kept, decisions));
  }
  addAssignmentsInJobs(resources, chosen, decisions);
  decisions.unshift(...unchosen(resources, chosen));
  const used = JSON.stringify(resources);
  const manifest: Input = {
    manifest: 1,
    name,
    title: host.title.slice(0, 120),
    host: { product: host.title.slice(0, 120), versions: host.version.slice(0, 120), documentation: [...host.documentation] },
    settings: { url: urlSetting(host.url), ...host.settings },
    connection: { baseUrl: `\${settings.url}${pathOf(host.url)}`, auth: host.auth },
    transport: { kind: host.transport } as Input['transport'],
    enums: Object.fromEntries(Object.entries(enums).filter(([key]) => used.includes(`"enum":"${key}"`))),
    resources: resources as Input['resources'],
  };
  return { manifest, decisions: [...decisions, ...host.decisions] };
}

/** The origin is asked for; the path belongs to the product. */
function urlSetting(url: string | undefined): Input['settings'][string] {
  const example = url === undefined ? 'https://erp.example.com' : new URL(url).origin;
  return { title: 'Address of the host', type: 'url', example };
}

function pathOf(url: string | undefined): string {
  return url === undefined ? '' : new URL(url).pathname.replace(/\/$/, '');
}

/** Each entity serves one kind, and each kind has the entity whose name and fields fit best. */
function chooseEntities(entities: readonly DescribedEntity[]): Map<HostKind, DescribedEntity> {
  const candidates = hostKinds
    .flatMap((kind) => entities.map((entity) => ({ kind, entity, score: scoreOf(kind, entity) })))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score);
  const chosen = new Map<HostKind, DescribedEntity>();
  const taken = new Set<DescribedEntity>();
  for (const { kind, entity } of candidates) {
    if (chosen.has(kind) || taken.has(entity)) continue;
    chosen.set(kind, entity);
    taken.add(entity);
  }
  return new Map(hostKinds.flatMap((kind) => (chosen.has(kind) ? [[kind, chosen.get(kind) as DescribedEntity]] : [])));
}

/** 0 when the name says something else; else how likely the name is, and then how many of our fields are found. */
function scoreOf(kind: HostKind, entity: DescribedEntity): number {
  const words = wordsOf(entity.name).map(singular);
  const names = words.map((_, from) => words.slice(from).join(''));
  const rank = kindSynonyms[kind].findIndex((synonym) => names.includes(synonym));
  if (rank < 0) return 0;
  const synonym = kindSynonyms[kind][rank] ?? '';
  const isWhole = names[0] === synonym ? 5 : 0;
  const found = Object.keys(fieldSynonyms[kind]).filter((field) => findField(kind, field, entity.fields, new Set())).length;
  return 100 - rank * 4 + isWhole + found;
}

function findField(
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

type Fields = Record<string, FieldInput>;

function proposeFields(
  kind: HostKind,
  entity: DescribedEntity,
  enums: NonNullable<Input['enums']>,
  decisions: Decision[],
): Fields {
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
  enums: NonNullable<Input['enums']>,
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
type WordList = NonNullable<Input['enums']>[string];

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

type Drafts = readonly (readonly [HostKind, Fields])[];

/** Kinds without what they need are left out: a manifest that cannot be used helps nobody. */
function keepComplete(drafts: Drafts, chosen: ReadonlyMap<HostKind, DescribedEntity>, decisions: Decision[]): Drafts {
  return drafts.filter(([kind, fields]) => {
    const lacks = ourKinds[kind].needed.filter((field) => !(field in fields));
    if (lacks.length === 0) return true;
    const entity = chosen.get(kind)?.name ?? '';
    decisions.push({
      about: kind,
      question: `${entity} looks like ${kind}, but nothing in it looks like ${lacks.join(' and ')}. Add it by hand, or leave ${kind} to the connector.`,
    });
    return false;
  });
}

/** A reference to a kind that has no resource leads nowhere. */
function withoutLost(kind: HostKind, fields: Fields, kept: Drafts, decisions: Decision[]): Fields {
  return Object.fromEntries(
    Object.entries(fields).filter(([name, field]) => {
      const to = kindReferred(kind, name);
      if (to === undefined || kept.some(([other]) => other === to)) return true;
      const path = typeof field === 'string' ? field : field.path;
      decisions.push({
        about: `${kind}.${name}`,
        question: `"${path}" names one of ${to}, of which the document has no list. Where do ${to} come from?`,
      });
      return false;
    }),
  );
}

function unchosen(resources: object, chosen: ReadonlyMap<HostKind, DescribedEntity>): Decision[] {
  return (['jobs', 'technicians', 'assignments'] as const)
    .filter((kind) => !chosen.has(kind) && !(kind in resources))
    .map((kind) => ({
      about: kind,
      question:
        kind === 'assignments'
          ? 'Nothing in the document looks like them. Are they fields of the job (assignments.inJobs), or do they stay with the connector?'
          : `Nothing in the document looks like ${kind}. Which of its entities are they?`,
    }));
}

function resourceOf(host: DescribedHost, entity: DescribedEntity, fields: Fields): ResourceInput {
  const isRest = host.transport === 'rest';
  const path = `${entity.entity}/\${id}`;
  const paging = entity.paging;
  return {
    entity: entity.entity,
    id: { paths: [...entity.idPaths], encoding: entity.idType },
    fields,
    ...(entity.hasSingle ? {} : { foundInList: true }),
    ...(paging ? { paging } : {}),
    ...(isRest ? { calls: callsOf(entity) } : {}),
    ...(entity.create || entity.update || entity.delete
      ? {
          writes: {
            ...(entity.create
              ? {
                  create: isRest
                    ? {
                        method: 'POST',
                        path: entity.entity,
                        body: '${record}',
                        ...(entity.createTake ? { take: entity.createTake } : {}),
                      }
                    : true,
                }
              : {}),
            ...(entity.update
              ? { update: isRest && entity.update !== 'MERGE' ? { method: entity.update, path, body: '${record}' } : true }
              : {}),
            ...(entity.delete ? { delete: isRest ? { method: 'DELETE', path, answersNothing: true } : true } : {}),
            ...(entity.update === 'PUT' ? { sends: 'whole' as const } : {}),
          },
        }
      : {}),
    concurrency: entity.hasEtag ? { kind: 'etag' } : { kind: 'compare' },
  } as ResourceInput;
}

function callsOf(entity: DescribedEntity): ResourceInput['calls'] {
  return {
    list: { path: entity.entity, query: pageQuery(entity.paging), ...(entity.listTake ? { take: entity.listTake } : {}) },
    ...(entity.hasSingle
      ? { get: { path: `${entity.entity}/\${id}`, ...(entity.getTake ? { take: entity.getTake } : {}) } }
      : {}),
  };
}

function pageQuery(paging: DescribedEntity['paging']): Record<string, string> {
  switch (paging?.kind) {
    case 'offset':
      return named([paging.offset, 'offset'], [paging.limit, 'limit']);
    case 'page':
      return named([paging.page, 'number'], [paging.limit, 'limit']);
    case 'cursor':
      return named([paging.parameter, 'cursor'], [paging.limit, 'limit']);
    default:
      return {};
  }
}

function named(...pairs: readonly (readonly [name: string | undefined, part: string])[]): Record<string, string> {
  return Object.fromEntries(pairs.flatMap(([name, part]) => (name ? [[name, `\${page.${part}}`]] : [])));
}

/** Without records of their own, assignments may be fields of the job. */
function addAssignmentsInJobs(
  resources: Record<string, unknown>,
  chosen: ReadonlyMap<HostKind, DescribedEntity>,
  decisions: Decision[],
): void {
  const jobs = chosen.get('jobs');
  if (chosen.has('assignments') || !jobs || !resources.jobs || !resources.technicians) return;
  const [technician, startsAt, endsAt] = (['technicianId', 'startsAt', 'endsAt'] as const).map((field) =>
    findField('assignments', field, jobs.fields, new Set()),
  );
  if (!technician || !startsAt || !endsAt || startsAt.type !== 'instant' || endsAt.type !== 'instant') return;
  resources.assignments = { inJobs: { technician: technician.path, startsAt: startsAt.path, endsAt: endsAt.path } };
  decisions.push({
    about: 'assignments',
    question: `They have been taken from the job: "${technician.path}", "${startsAt.path}", "${endsAt.path}". Is that who goes and when, or is there a list of its own?`,
  });
}

import {
  type HostKind,
  type HostManifestInput,
  hostKinds,
  manifestSchemaId,
  manifestVersion,
} from '@dispatchkit/contract/manifest';
import { kindReferred, ourKinds } from '../validate/our-fields.ts';
import type { Decision, DescribedEntity, DescribedHost } from './described.ts';
import { singular, wordsOf } from './names.ts';
import { type Fields, findField, proposeFields } from './propose-fields.ts';
import { resourceOf } from './propose-resource.ts';
import { fieldSynonyms, kindSynonyms } from './synonyms.ts';

type Input = HostManifestInput;

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
    $schema: manifestSchemaId,
    manifest: manifestVersion,
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

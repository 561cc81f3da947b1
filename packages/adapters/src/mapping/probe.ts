import type { HostKind, HostManifest } from '@dispatchkit/contract/manifest';
import { HostError, type ProbeFinding, type ProbeReport } from '../host.ts';
import type { DescribedField, Transport, Wire } from '../seams.ts';
import { interpolateText } from '../templates/interpolate.ts';
import { splitPath } from '../templates/path.ts';
import type { HostKnowledge } from './host-knowledge.ts';
import { hostVersion } from './host-version.ts';
import { type FieldPlan, type ResourcePlan, sourcePaths } from './plans.ts';
import { readOnlyReason } from './write-fields.ts';

interface Probing {
  readonly manifest: HostManifest;
  readonly wire: Wire;
  readonly transport: Transport;
  readonly knowledge: HostKnowledge;
  readonly signal: AbortSignal | undefined;
}

const mostSteps = 5;

/** Reads what the host says of its own fields and compares it with what the manifest expects of them. */
export async function probeHost(plans: readonly ResourcePlan[], probing: Probing): Promise<ProbeReport> {
  const { settings } = await probing.knowledge.values(probing.signal);
  const descriptions = new Descriptions(probing);
  const findings: ProbeFinding[] = [];
  for (const plan of plans) findings.push(...(await resourceFindings(withEntity(plan, settings), probing, descriptions)));
  for (const plan of plans) findings.push(...(await wordFindings(plan, probing)));
  const { manifest, wire, signal } = probing;
  try {
    const version = await hostVersion(manifest, wire, signal);
    return { host: version === undefined ? null : `${manifest.host.product}, version ${version}`, findings };
  } catch (error) {
    if (!(error instanceof HostError) || error.kind === 'auth' || error.kind === 'unavailable') throw error;
    const message = `The host does not say its version: ${error.message}`;
    return { host: null, findings: [...findings, { severity: 'fact', kind: null, field: null, hostField: null, message }] };
  }
}

/** Entities may name settings; people want to read what they are called. */
function withEntity(plan: ResourcePlan, settings: Readonly<Record<string, unknown>>): ResourcePlan {
  const { entity } = plan.resource;
  return entity.includes('${')
    ? { ...plan, resource: { ...plan.resource, entity: interpolateText(entity, { settings }) } }
    : plan;
}

/** Descriptions of entities, each asked for once. */
class Descriptions {
  readonly #probing: Probing;
  readonly #known = new Map<string, Promise<ReadonlyMap<string, DescribedField> | undefined>>();

  constructor(probing: Probing) {
    this.#probing = probing;
  }

  of(entity: string, service: string | undefined): Promise<ReadonlyMap<string, DescribedField> | undefined> {
    const key = `${service ?? ''}\n${entity}`;
    let known = this.#known.get(key);
    if (known === undefined) {
      known = this.#ask(entity, service);
      this.#known.set(key, known);
    }
    return known;
  }

  async #ask(entity: string, service: string | undefined): Promise<ReadonlyMap<string, DescribedField> | undefined> {
    const { transport, signal } = this.#probing;
    const fields = await transport.describe?.(entity, service, signal);
    return fields === undefined ? undefined : new Map(fields.map((field) => [field.name, field]));
  }
}

async function resourceFindings(plan: ResourcePlan, probing: Probing, descriptions: Descriptions): Promise<ProbeFinding[]> {
  const { resource, kind } = plan;
  const about = (
    severity: ProbeFinding['severity'],
    message: string,
    field: string | null,
    hostField: string | null,
  ): ProbeFinding => ({
    severity,
    kind,
    field,
    hostField,
    message,
  });
  let described: ReadonlyMap<string, DescribedField> | undefined;
  try {
    described = await descriptions.of(resource.entity, resource.service);
  } catch (error) {
    if (!(error instanceof HostError) || error.kind === 'auth' || error.kind === 'unavailable') throw error;
    return [about('fault', `The host does not describe “${resource.entity}”: ${error.message}`, null, null)];
  }
  if (described === undefined)
    return [about('fact', `The host does not describe its fields, so “${resource.entity}” was not compared.`, null, null)];
  const findings: ProbeFinding[] = [];
  for (const path of resource.id.paths) {
    if (!described.has(splitPath(path)[0] ?? ''))
      findings.push(about('fault', `The id “${path}” is not a field of “${resource.entity}”.`, 'id', path));
  }
  for (const field of plan.fields) {
    findings.push(...(await fieldFindings(field, plan, described, probing, descriptions)));
  }
  return [...findings, ...neededFindings(plan, described)];
}

async function fieldFindings(
  field: FieldPlan,
  plan: ResourcePlan,
  described: ReadonlyMap<string, DescribedField>,
  probing: Probing,
  descriptions: Descriptions,
): Promise<ProbeFinding[]> {
  const { resource, kind } = plan;
  const finding = (severity: ProbeFinding['severity'], hostField: string | null, message: string): ProbeFinding => ({
    severity,
    kind,
    field: field.name,
    hostField,
    message,
  });
  const start = await startOf(field, plan, described, descriptions);
  if (typeof start === 'string') return [finding('fault', null, start)];
  if (start === undefined) return [];
  const findings: ProbeFinding[] = [];
  for (const path of sourcePaths(field)) {
    const found = await follow(path, start.fields, start.service, descriptions);
    if (found === undefined) continue;
    if (found.field === undefined) {
      findings.push(finding('fault', path, `“${found.missing}” is not a field of “${found.entity ?? start.entity}”.`));
      continue;
    }
    const mismatch = typeMismatch(field, path, found.field);
    if (mismatch !== undefined) findings.push(finding(mismatch.severity, path, mismatch.message));
    findings.push(...unnamedWords(field, found.field, probing.manifest).map((message) => finding('warning', path, message)));
  }
  const isWritten =
    resource.writes.update !== false && readOnlyReason(field, probing.manifest.transport.kind, new Map()) === undefined;
  const target = typeof field.field.write === 'object' ? field.field.write.path : field.field.path;
  const written =
    target === undefined || field.field.relation !== undefined ? undefined : described.get(splitPath(target)[0] ?? '');
  if (isWritten && written?.readOnly === true && splitPath(target ?? '').length === 1) {
    findings.push(
      finding(
        'warning',
        target ?? null,
        `The host says that “${target}” is read only, and the manifest writes it. Add "write": false.`,
      ),
    );
  }
  return findings;
}

interface Start {
  readonly fields: ReadonlyMap<string, DescribedField>;
  readonly entity: string;
  readonly service: string | undefined;
}

/** Where the path of a field begins: at the row, or at the row a relation leads to. A text says why it leads nowhere. */
async function startOf(
  { field }: FieldPlan,
  { resource }: ResourcePlan,
  described: ReadonlyMap<string, DescribedField>,
  descriptions: Descriptions,
): Promise<Start | string | undefined> {
  const own = { fields: described, entity: resource.entity, service: resource.service };
  if (field.relation === undefined) return own;
  const relation = Object.hasOwn(resource.relations, field.relation) ? resource.relations[field.relation] : undefined;
  if (relation === undefined)
    return `There is no relation “${field.relation}”. Known: ${Object.keys(resource.relations).join(', ') || 'none'}.`;
  switch (relation.kind) {
    case 'expand': {
      const navigation = described.get(splitPath(relation.navigation)[0] ?? '');
      if (navigation === undefined) return `“${relation.navigation}” leads nowhere: it is not a field of “${resource.entity}”.`;
      const fields = navigation.relation === undefined ? undefined : await descriptions.of(navigation.relation, resource.service);
      return fields === undefined
        ? undefined
        : { fields, entity: navigation.relation ?? relation.navigation, service: resource.service };
    }
    case 'detail':
      return undefined;
    default: {
      const service = relation.service ?? resource.service;
      const fields = await descriptions.of(relation.entity, service);
      return fields === undefined ? undefined : { fields, entity: relation.entity, service };
    }
  }
}

interface Followed {
  readonly field: DescribedField | undefined;
  readonly missing?: string;
  readonly entity?: string;
}

/** The described field a path ends at. Undefined where the description ends before the path does. */
async function follow(
  path: string,
  fields: ReadonlyMap<string, DescribedField>,
  service: string | undefined,
  descriptions: Descriptions,
): Promise<Followed | undefined> {
  const names = splitPath(path).filter((name) => !/^\d+$/.test(name));
  let known: ReadonlyMap<string, DescribedField> | undefined = fields;
  let entity: string | undefined;
  for (const [step, name] of names.slice(0, mostSteps).entries()) {
    // Annotations and the like are no fields.
    if (name.includes('@')) return undefined;
    const found: DescribedField | undefined = known.get(name);
    if (found === undefined) return { field: undefined, missing: name, ...(entity === undefined ? {} : { entity }) };
    if (step === names.length - 1) return { field: found };
    if (found.relation === undefined) return undefined;
    entity = found.relation;
    known = await descriptions.of(found.relation, service);
    if (known === undefined) return undefined;
  }
  return undefined;
}

type TypeFamily = 'instant' | 'day' | 'time' | 'number' | 'truth' | 'text' | 'relation' | 'other';

/** Hosts have many names for few sorts of values. */
export function familyOf(type: string): TypeFamily {
  const name = type.toLowerCase().replace(/^edm\./, '');
  if (/^(?:datetime|datetimeoffset|timestamp|datetime2)$/.test(name)) return 'instant';
  if (name === 'date') return 'day';
  if (/^(?:time|timeofday)$/.test(name)) return 'time';
  if (
    /^(?:u?int\d*|integer|biginteger|long|short|byte|sbyte|float|double|single|decimal|numeric|currency|percent|monetary|number)$/.test(
      name,
    )
  )
    return 'number';
  if (/^(?:bool|boolean|check)$/.test(name)) return 'truth';
  if (/^(?:many2one|one2many|many2many|one2one|link|table|reference)$/.test(name)) return 'relation';
  if (/^(?:char|text|string|data|small text|long text|text editor|html|selection|select|guid|multiselection)$/.test(name))
    return 'text';
  return 'other';
}

function typeMismatch(
  { field, target }: FieldPlan,
  path: string,
  described: DescribedField,
): { readonly severity: 'fault' | 'warning'; readonly message: string } | undefined {
  const found = familyOf(described.type);
  if (found === 'other' || field.conversions.length > 0 || field.enum !== undefined) return undefined;
  const expected = expectedFamily(field, target.type, path);
  const what = `“${path}” is of the type “${described.type}” at the host`;
  if (expected === 'instant' && found === 'day')
    return { severity: 'fault', message: `${what}, a day without a time: use "day" or "lastDay".` };
  if (expected === 'day' && found === 'instant') {
    // OData 2 has no type of its own for days.
    return described.type === 'Edm.DateTime' ? undefined : { severity: 'fault', message: `${what}, an instant: use "path".` };
  }
  if (
    expected === undefined ||
    expected === found ||
    found === 'relation' ||
    (expected !== 'instant' && expected !== 'day' && found === 'text')
  )
    return undefined;
  const isTime = (family: TypeFamily) => family === 'instant' || family === 'day' || family === 'time';
  if (isTime(expected) || isTime(found) || expected === 'truth' || expected === 'number') {
    // Texts and numbers can be times in many encodings.
    const severity =
      isTime(expected) && (found === 'text' || found === 'number')
        ? 'warning'
        : isTime(found) && expected === 'number'
          ? 'warning'
          : 'fault';
    return {
      severity: expected === 'truth' && found === 'number' ? 'warning' : severity,
      message: `${what}, and ${target.type} is expected.`,
    };
  }
  return undefined;
}

function expectedFamily(field: FieldPlan['field'], type: FieldPlan['target']['type'], path: string): TypeFamily | undefined {
  const { day, lastDay, dateAndTime, endOf, startOf } = field;
  if (path === day || path === lastDay || path === dateAndTime?.date) return 'day';
  if (path === dateAndTime?.time) return 'time';
  if (path === endOf?.duration || path === startOf?.duration) return undefined;
  switch (type) {
    case 'instant':
      return 'instant';
    case 'day':
      return 'day';
    case 'number':
    case 'integer':
      return 'number';
    case 'boolean':
      return 'truth';
    default:
      return undefined;
  }
}

/** Words of a selection that the manifest does not name. */
function unnamedWords({ field }: FieldPlan, { words = [] }: DescribedField, manifest: HostManifest): string[] {
  const map = field.enum === undefined ? undefined : manifest.enums[field.enum];
  if (map?.read === undefined || map.rows !== undefined || map.flags !== undefined) return [];
  const unnamed = words.filter((word) => !Object.hasOwn(map.read ?? {}, word));
  if (unnamed.length === 0) return [];
  return [`The enum “${field.enum}” does not name ${unnamed.map((word) => `“${word}”`).join(', ')}: read as “${map.unmapped}”.`];
}

/** Rows of tables that people edit. */
async function wordFindings({ fields, kind }: ResourcePlan, { knowledge, manifest, signal }: Probing): Promise<ProbeFinding[]> {
  const tables = fields.filter(({ field }) => field.enum !== undefined && manifest.enums[field.enum]?.rows !== undefined);
  if (tables.length === 0) return [];
  const { words } = await knowledge.surroundings([...new Set(tables.map(({ field }) => field.enum ?? ''))], signal);
  return tables.flatMap(({ name, field }): ProbeFinding[] => {
    const list = words.get(field.enum ?? '');
    const unnamed = list?.unnamedRows ?? [];
    if (list === undefined || unnamed.length === 0) return [];
    const told = unnamed.map(({ match, label }) =>
      label === undefined || label === match ? `“${match}”` : `“${match}” (${label})`,
    );
    const message = `The enum “${list.name}” does not name ${told.join(', ')}: read as “${manifest.enums[list.name]?.unmapped}”.`;
    return [{ severity: 'warning', kind, field: name, hostField: field.path ?? null, message }];
  });
}

/** What a new row needs, and nobody gives. */
function neededFindings(
  { resource, fields, kind }: ResourcePlan,
  described: ReadonlyMap<string, DescribedField>,
): ProbeFinding[] {
  if (resource.writes.create === false) return [];
  const given = new Set([
    ...Object.keys(resource.writes.defaults),
    ...resource.id.paths,
    ...fields.flatMap(({ field }) =>
      typeof field.write === 'object' ? [field.write.path] : field.write === false ? [] : [field.path, field.day, field.lastDay],
    ),
  ]);
  const lacking = [...described.values()].filter(
    ({ name, required, readOnly }) => required === true && readOnly !== true && !given.has(name),
  );
  return lacking.map(({ name }) => ({
    severity: 'warning',
    kind: kind satisfies HostKind,
    field: null,
    hostField: name,
    message: `A new row of “${resource.entity}” needs “${name}” at the host, and the manifest does not give it. Name it under "writes.defaults", unless the host fills it in.`,
  }));
}

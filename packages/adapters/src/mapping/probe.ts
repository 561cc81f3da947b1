import type { HostKind, HostManifest } from '@dispatchkit/contract/manifest';
import { HostError, type HostPage, type ProbeFinding, type ProbeReport, withCall } from '../host.ts';
import type { DescribedField, Wire } from '../seams.ts';
import { interpolateText } from '../templates/interpolate.ts';
import { splitPath } from '../templates/path.ts';
import { askingLimits } from './asking-limits.ts';
import { Descriptions, follow, startOf } from './descriptions.ts';
import { hostVersion } from './host-version.ts';
import { type FieldPlan, type ResourcePlan, sourcePaths } from './plans.ts';
import { rowFindings } from './probe-rows.ts';
import type { ResourceSurroundings } from './resource-rows.ts';
import { typeMismatch } from './value-families.ts';
import { readOnlyReason } from './write-fields.ts';

interface Probing extends ResourceSurroundings {
  readonly wire: Wire;
  /** The first page of records. */
  readonly list: (kind: HostKind) => Promise<HostPage>;
  readonly signal: AbortSignal | undefined;
}

/** Reads what the host says of its own fields, or some of its rows, and compares with what the manifest expects of them. */
export async function probeHost(plans: readonly ResourcePlan[], probing: Probing): Promise<ProbeReport> {
  const { settings } = await probing.knowledge.values(probing.signal);
  const descriptions = new Descriptions(probing);
  const findings: ProbeFinding[] = [];
  for (const plan of plans) findings.push(...(await resourceFindings(withEntity(plan, settings), probing, descriptions)));
  for (const plan of plans) findings.push(...(await wordFindings(plan, probing)), ...askingFindings(plan, probing));
  const { manifest, wire, signal } = probing;
  try {
    const version = await hostVersion(manifest, wire, signal);
    return { host: version === undefined ? null : `${manifest.host.product}, version ${version}`, findings };
  } catch (error) {
    if (!(error instanceof HostError) || error.kind === 'auth' || error.kind === 'unavailable') throw error;
    const message = `The host does not say its version: ${withCall(error)}`;
    return { host: null, findings: [...findings, { severity: 'fact', kind: null, field: null, hostField: null, message }] };
  }
}

/** What is read without being wanted, because the host cannot be asked for less. */
function askingFindings({ kind }: ResourcePlan, { manifest }: Probing): ProbeFinding[] {
  return askingLimits(kind, manifest).map(({ message }) => ({ severity: 'fact', kind, field: null, hostField: null, message }));
}

/** Entities may name settings; people want to read what they are called. */
function withEntity(plan: ResourcePlan, settings: Readonly<Record<string, unknown>>): ResourcePlan {
  const { entity } = plan.resource;
  return entity.includes('${')
    ? { ...plan, resource: { ...plan.resource, entity: interpolateText(entity, { settings }) } }
    : plan;
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
    return [about('fault', `The host does not describe “${resource.entity}”: ${withCall(error)}`, null, null)];
  }
  if (described === undefined) return rowFindings(plan, probing, () => probing.list(kind), probing.signal);
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

import { type HostKind, type HostManifest, type HostResource, hostKinds } from '@dispatchkit/contract/manifest';
import { HostError } from '../host.ts';
import type { HostRow, IdParts } from '../seams.ts';
import { read } from '../templates/path.ts';

type IdSaid = HostResource['id'];

/**
 * The id of a row as one text: its only part as text, or several percent-encoded with commas between, in the order of `id.paths`.
 * Undefined when the row does not say it.
 */
export function idOfRow(row: HostRow, id: { readonly paths: readonly string[] }): string | undefined {
  const parts = id.paths.map((path) => partText(read(row, path)));
  if (parts.some((part) => part === undefined)) return undefined;
  return joinId(parts as string[]);
}

/** The one text of parts that are known by host field. */
export function joinParts(parts: IdParts, id: IdSaid): string {
  return joinId(id.paths.map((path) => String(parts[path] ?? '')));
}

/** The parts of an id by host field, typed as the host wants them. @throws HostError `invalid` when the text is no id of this resource */
export function partsOfId(text: string, id: IdSaid): IdParts {
  const parts = idParts(text, id);
  return Object.fromEntries(id.paths.map((path, at) => [path, parts[at] ?? '']));
}

/** The parts of an id in their order. @throws HostError `invalid` when the text is no id of this resource */
export function idParts(text: string, id: IdSaid): (string | number)[] {
  return splitId(text, id.paths.length).map((part) => typedPart(part, id.encoding));
}

/** The only part of an id as the host writes it, for fields that refer to the record. @throws HostError `invalid` for composite ids */
export function referenceValue(text: string, id: IdSaid | undefined): string | number {
  if (id === undefined) return text;
  const [value = text, ...others] = idParts(text, id);
  if (others.length > 0) throw new HostError('invalid', 'An id of several parts does not fit into one field of this host.');
  return value;
}

/** How each kind's records are named by the host; undefined for those that it has no records of. */
export function idsByKind(manifest: HostManifest): (kind: HostKind) => IdSaid | undefined {
  const found = new Map(
    hostKinds.map((kind) => {
      const resource = manifest.resources[kind];
      return [kind, resource === undefined || 'inJobs' in resource ? undefined : resource.id] as const;
    }),
  );
  return (kind) => found.get(kind);
}

/** Text of a part: numbers and pairs of id and name are told by their id. */
export function partText(raw: unknown): string | undefined {
  const value = plainId(raw);
  return value === undefined || value === '' ? undefined : String(value);
}

/** An id in whatever a host wraps it: itself, `[id, name]`, or `{"id": …}`. */
export function plainId(raw: unknown): string | number | undefined {
  if (typeof raw === 'string') return raw;
  if (typeof raw === 'number') return Number.isFinite(raw) ? raw : undefined;
  if (Array.isArray(raw) && raw.length === 2 && typeof raw[1] === 'string') return plainId(raw[0]);
  if (typeof raw === 'object' && raw !== null && !Array.isArray(raw) && Object.hasOwn(raw, 'id')) {
    const { id } = raw as { id: unknown };
    return typeof id === 'string' || typeof id === 'number' ? id : undefined;
  }
  return undefined;
}

/**
 * The id of an assignment that is a field of a job: job, `~`, technician. The sign itself is percent-encoded in both, so that every pair of
 * texts has one id and every id one pair.
 */
export function assignmentId(jobId: string, technicianId: string): string {
  return `${assignmentIdStart(jobId)}${escaped(technicianId)}`;
}

/** What the ids of all assignments of a job begin with, and no others. */
export function assignmentIdStart(jobId: string): string {
  return `${escaped(jobId)}~`;
}

/** @throws HostError `invalid` when the text is no such id */
export function partsOfAssignmentId(text: string): { readonly jobId: string; readonly technicianId: string } {
  const [job, technician, more] = text.split('~');
  if (!job || !technician || more !== undefined) throw new HostError('invalid', 'This is no id of an assignment of this host.');
  return { jobId: unescaped(job), technicianId: unescaped(technician) };
}

function joinId(parts: readonly string[]): string {
  const [only] = parts;
  return parts.length === 1 && only !== undefined ? only : parts.map((part) => encodeURIComponent(part.toWellFormed())).join(',');
}

function splitId(text: string, count: number): string[] {
  if (count === 1) return text === '' ? notAnId() : [text];
  const parts = text.split(',');
  if (parts.length !== count || parts.includes('')) return notAnId();
  try {
    return parts.map((part) => decodeURIComponent(part));
  } catch {
    return notAnId();
  }
}

function typedPart(text: string, encoding: IdSaid['encoding']): string | number {
  if (encoding !== 'integer') return text;
  const number = /^-?\d{1,16}$/.test(text) ? Number(text) : Number.NaN;
  return Number.isSafeInteger(number) ? number : notAnId();
}

function notAnId(): never {
  throw new HostError('invalid', 'This is no id of this host.');
}

function escaped(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('~', '%7E');
}

function unescaped(text: string): string {
  return text.replaceAll('%7E', '~').replaceAll('%25', '%');
}

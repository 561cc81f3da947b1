import type { Certification, CertificationRecord, Technician } from '@dispatchkit/contract';
import type { Writer } from '../ports/store.ts';
import { invalid } from './errors.ts';

/*
 * Certifications are records of their own, with papers and dates. `Technician.certifications` is their short form, one entry per
 * key with the longest validity: rules and boards read that. Both are kept alike in one unit of work, whichever somebody writes.
 */

const maxKeys = 50;

/** A record was written or deleted: the short form is made anew. */
export async function shortFormFollows(writer: Writer, technicianId: string): Promise<void> {
  const technician = await writer.get('technicians', technicianId);
  if (!technician) return;
  const certifications = shortForm(await recordsOf(writer, technicianId));
  if (certifications.length > maxKeys) throw invalid('/key', `A technician holds at most ${maxKeys} different certifications.`);
  if (!isSame(certifications, technician.certifications)) await writer.put('technicians', { ...technician, certifications });
}

/** The technician was written: records are made, changed and deleted until they say the same. Papers of those that stay are kept. */
export async function recordsFollow(
  writer: Writer,
  technician: Technician,
  before: Technician | undefined,
  nextId: () => string,
): Promise<void> {
  if (isSame(technician.certifications, before?.certifications ?? [])) return;
  const wanted = new Map(shortForm(technician.certifications).map(({ key, expiresOn }) => [key, expiresOn]));
  const records = await recordsOf(writer, technician.id);
  for (const [key, ofKey] of Map.groupBy(records, (record) => record.key)) {
    await reconcile(writer, ofKey, wanted.get(key));
  }
  const held = new Set(records.map(({ key }) => key));
  for (const [key, expiresOn] of wanted) {
    if (!held.has(key)) await writer.put('certifications', fresh(nextId(), technician.id, key, expiresOn));
  }
  const certifications = shortForm(technician.certifications);
  if (!isSame(certifications, technician.certifications)) await writer.put('technicians', { ...technician, certifications });
}

/** Records of one key. `undefined`: the technician does not hold it any more. Those that last longer than said go. */
async function reconcile(
  writer: Writer,
  records: readonly CertificationRecord[],
  expiresOn: string | null | undefined,
): Promise<void> {
  if (expiresOn === undefined) {
    for (const { id } of records) await writer.remove('certifications', id);
    return;
  }
  const [best, ...rest] = records.toSorted((a, b) => later(a.expiresOn, b.expiresOn));
  if (!best || best.expiresOn === expiresOn) return;
  for (const record of rest) if (later(record.expiresOn, expiresOn) < 0) await writer.remove('certifications', record.id);
  await writer.put('certifications', { ...best, expiresOn });
}

/** One entry per key, with the longest validity, in the order of the keys' first appearance. */
function shortForm(certifications: readonly Certification[]): Certification[] {
  const best = new Map<string, string | null>();
  for (const { key, expiresOn } of certifications) {
    const known = best.get(key);
    if (known === undefined || later(expiresOn, known) < 0) best.set(key, expiresOn);
  }
  return [...best].map(([key, expiresOn]) => ({ key, expiresOn }));
}

/** Negative when `a` lasts longer; without an end is longest. */
function later(a: string | null, b: string | null): number {
  if (a === b) return 0;
  if (a === null || b === null) return a === null ? -1 : 1;
  return a > b ? -1 : 1;
}

/** The order says nothing. */
function isSame(a: readonly Certification[], b: readonly Certification[]): boolean {
  const texts = new Set(a.map(textOf));
  return a.length === b.length && texts.size === a.length && b.every((certification) => texts.has(textOf(certification)));
}

function textOf({ key, expiresOn }: Certification): string {
  return `${key} ${expiresOn ?? ''}`;
}

async function recordsOf(writer: Writer, technicianId: string): Promise<CertificationRecord[]> {
  const sort = [{ field: 'createdAt', descending: false }];
  const page = await writer.list('certifications', { filters: { technicianId: [technicianId] }, sort, limit: 500 });
  return [...page.items];
}

function fresh(id: string, technicianId: string, key: string, expiresOn: string | null) {
  return { id, externalRef: null, custom: {}, technicianId, key, number: null, issuedOn: null, expiresOn, notes: '' };
}

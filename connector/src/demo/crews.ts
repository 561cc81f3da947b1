import type { CertificationRecord, Crew, Technician } from '@dispatchkit/contract';
import type { Draft } from '../ports/store.ts';

const colors = ['#4263eb', '#0ca678', '#f76707', '#ae3ec9', '#1098ad'];

/** The crews that technicians say they are in: `sewer-north` is "Sewer north". The first of each leads. */
export function crewsOf(technicians: readonly Draft<Technician>[]): Draft<Crew>[] {
  const members = Map.groupBy(technicians, ({ crewId }) => crewId);
  return [...members].flatMap(([id, of], i) => {
    if (id === null) return [];
    const name = id.replaceAll('-', ' ');
    return {
      id,
      externalRef: null,
      custom: {},
      name: name.charAt(0).toUpperCase() + name.slice(1),
      color: colors[i % colors.length] ?? '#4263eb',
      technicianIds: of.map((technician) => technician.id),
      leadId: of[0]?.id ?? null,
    };
  });
}

/** The papers behind what technicians say they hold. */
export function papersOf(technicians: readonly Draft<Technician>[]): Draft<CertificationRecord>[] {
  return technicians.flatMap(({ id, certifications }) =>
    certifications.map(({ key, expiresOn }) => ({
      id: `${id}.${key}`,
      externalRef: null,
      custom: {},
      technicianId: id,
      key,
      number: null,
      issuedOn: null,
      expiresOn,
      notes: '',
    })),
  );
}

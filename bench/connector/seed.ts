import { systemActor } from '../../connector/src/services/index.ts';
import { firstDay, makeJobs, makeTechnicians } from '../data.ts';
import type { BenchConnector } from './open-connector.ts';

/** Tenants of the seeded database: an office with many jobs, a board of one day, and a fleet that reports where it is. */
export const tenants = { office: 'office', board: 'board', fleet: 'fleet' } as const;
export type BenchTenant = keyof typeof tenants;

export const officeJobs = makeJobs(10_000);
export const technicians = makeTechnicians(200);
const boardJobs = makeJobs(1_000, 7);
export const fleetSize = 10_000;

const hourMs = 3_600_000;

export async function seed({ services }: BenchConnector): Promise<void> {
  await addJobs(tenants.office, officeJobs);
  await addJobs(tenants.board, boardJobs);
  await planBoard();
  const fleet = makeTechnicians(fleetSize).map(({ id, name }) => ({ externalRef: id, id, name }));
  await load(tenants.fleet, 'technicians', fleet);

  async function addJobs(tenant: string, jobs: typeof officeJobs): Promise<void> {
    await load(
      tenant,
      'technicians',
      technicians.map(({ id, name }) => ({ externalRef: id, id, name })),
    );
    const records = jobs.map(({ id, title, type, priority, durationMinutes, territory, requestedAt, dueAt }, index) => ({
      externalRef: `job-${index}`,
      ...{ id, title, type, priority, durationMinutes: 30 + (durationMinutes % 90), territory, requestedAt, dueAt },
      site: {
        externalRef: `site-${index % 2000}`,
        name: `Site ${index % 2000}`,
        position: { latitude: 37.7 + (index % 2000) / 20_000, longitude: -122.45 + (index % 97) / 1000 },
      },
    }));
    await load(tenant, 'jobs', records);
  }

  async function load(tenant: string, kind: 'jobs' | 'technicians', records: readonly object[]): Promise<void> {
    const command = { kind, records } as Parameters<typeof services.importRecords>[1];
    const { rejected } = await services.importRecords(systemActor(tenant), command);
    if (rejected[0]) throw new Error(`A record of the benchmark was refused: ${rejected[0].pointer} ${rejected[0].detail}`);
  }

  /** Each technician works the day and has five jobs in it. */
  async function planBoard(): Promise<void> {
    const actor = systemActor(tenants.board);
    const at = (hours: number) => new Date(firstDay + hours * hourMs).toISOString();
    for (const { id } of technicians) {
      await services.createRecord(actor, 'shifts', { technicianId: id, startsAt: at(8), endsAt: at(18) });
    }
    const operations = boardJobs.map(({ id: jobId }, index) => ({
      op: 'create' as const,
      assignment: {
        id: `planned-${index}`,
        jobId,
        technicianId: technicians[index % technicians.length]?.id ?? '',
        startsAt: at(8 + 2 * Math.floor(index / technicians.length)),
        override: true,
      },
    }));
    for (let i = 0; i < operations.length; i += 50) {
      await services.batchAssignments(actor, { operations: operations.slice(i, i + 50) });
    }
  }
}

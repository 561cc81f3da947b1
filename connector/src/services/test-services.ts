import { after, before } from 'node:test';
import type { Assignment, AssignmentCreate, Job, Technician } from '@dispatchkit/contract';
import type { Role } from '@dispatchkit/contract/words';
import type { Ids } from '../ports/ids.ts';
import { silentLog } from '../ports/log.ts';
import type { Store } from '../ports/store.ts';
import { fileStore, type TestClock, testClock } from '../stores/test-store.ts';
import { type ActorContext, createServices, type Services, systemActor } from './index.ts';

/** Ids that can be read: `id-1`, `id-2` … */
function countingIds(): Ids {
  let last = 0;
  return { next: () => `id-${++last}` };
}

export interface TestBench {
  readonly services: Services;
  readonly store: Store;
  readonly clock: TestClock;
  /** Somebody of the tenant with that role. */
  as(role: Role, options?: Partial<ActorContext>): ActorContext;
  readonly system: ActorContext;
  /** A technician at work from 08:00 to 18:00 Berlin time on 2026-11-20 (a Friday), with the skill `plumbing`. */
  technician(id: string, patch?: Partial<Technician>): Promise<Technician>;
  /** A job that needs `plumbing`, at a place in Berlin, 60 minutes. */
  job(id: string, patch?: Partial<Job>): Promise<Job>;
  assign(jobId: string, technicianId: string, startsAt: string, more?: Partial<AssignmentCreate>): Promise<Assignment>;
}

/**
 * Services on a real database file, at 2026-11-20T07:00Z, closed after the tests of the file that calls this. What it returns makes
 * a tenant of its own each time.
 */
export function testBenches(): () => Promise<TestBench> {
  const clock = testClock('2026-11-20T07:00:00.000Z');
  let opened: Awaited<ReturnType<typeof fileStore>>;
  let services: Services;
  let tenants = 0;
  before(async () => {
    opened = await fileStore(clock);
    services = createServices({ store: opened.store, clock, ids: countingIds(), log: silentLog });
  });
  after(() => opened.close());
  return () => benchFor(`tenant-${++tenants}`, { services, store: opened.store, clock });
}

async function benchFor(
  tenant: string,
  { services, store, clock }: Pick<TestBench, 'services' | 'store' | 'clock'>,
): Promise<TestBench> {
  const system = systemActor(tenant);
  const bench: TestBench = {
    services,
    store,
    clock,
    system,
    as: (role, options = {}) => ({ ...system, id: role, name: role, role, method: 'api', ...options }),
    async technician(id, patch = {}) {
      const technician = await services.createTechnician(system, {
        id,
        name: id,
        skills: [{ key: 'plumbing' }],
        status: 'available',
        home: berlin,
        ...patch,
      });
      await services.createShift(system, { technicianId: id, startsAt: '2026-11-20T07:00:00Z', endsAt: '2026-11-20T17:00:00Z' });
      return technician;
    },
    async job(id, patch = {}) {
      await services.createSite(system, { id: `site-${id}`, name: id, address: 'Unter den Linden 1', position: berlin });
      return services.createJob(system, {
        id,
        title: `Job ${id}`,
        siteId: `site-${id}`,
        skills: [{ key: 'plumbing' }],
        ...patch,
      });
    },
    assign: (jobId, technicianId, startsAt, more = {}) => services.assignJob(system, { jobId, technicianId, startsAt, ...more }),
  };
  await services.changeSettings(system, { name: tenant, timeZone: 'Europe/Berlin' }, null);
  return bench;
}

const berlin = { latitude: 52.517, longitude: 13.389 };

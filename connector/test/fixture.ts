import type { HostStore, HostWrite } from '../src/ports/hosts.ts';
import { type Services, systemActor } from '../src/services/index.ts';

/**
 * A small tenant: technician t1 (on shift all day, assigned to job j1 at site s1 of customer c1) and t2; technician t3, job j2, customer c2
 * and site s2 that nothing refers to; shift sh1, time off off1, assignment a1; job j3, which the technician of j1 should do too (dependency dep1); and one of
 * each other kind: crew1, eq1, cert1, ser1, v1 (shared), key1, hook1. With `hosts` also w1, a write that the host erp has refused.
 */
export async function seed(services: Services, tenant: string, hosts?: HostStore): Promise<void> {
  const actor = systemActor(tenant);
  await services.createTechnician(actor, { id: 't1', name: 'Ada Reyes' });
  await services.createTechnician(actor, { id: 't2', name: 'Bo Lindqvist' });
  await services.createTechnician(actor, { id: 't3', name: 'Cy Okafor' });
  await services.createShift(actor, {
    id: 'sh1',
    technicianId: 't1',
    startsAt: '2026-11-20T08:00:00Z',
    endsAt: '2026-11-20T20:00:00Z',
  });
  await services.createShift(actor, {
    id: 'sh2',
    technicianId: 't2',
    startsAt: '2026-11-20T08:00:00Z',
    endsAt: '2026-11-20T20:00:00Z',
  });
  await services.createTimeOff(actor, {
    id: 'off1',
    technicianId: 't1',
    startsAt: '2026-12-24T08:00:00Z',
    endsAt: '2026-12-25T08:00:00Z',
  });
  await services.createCustomer(actor, { id: 'c1', name: 'Harbour Bakery' });
  await services.createCustomer(actor, { id: 'c2', name: 'Hill School' });
  await services.createSite(actor, { id: 's1', name: 'Bakery', customerId: 'c1' });
  await services.createSite(actor, { id: 's2', name: 'School' });
  await services.createJob(actor, {
    id: 'j1',
    title: 'Oven will not light',
    customerId: 'c1',
    siteId: 's1',
    durationMinutes: 60,
  });
  await services.createJob(actor, { id: 'j2', title: 'Leaking tap', durationMinutes: 30 });
  await services.createJob(actor, { id: 'j3', title: 'Shut the gas off', durationMinutes: 15 });
  await services.createRecord(actor, 'crews', { id: 'crew1', name: 'North' });
  await services.createRecord(actor, 'equipment', { id: 'eq1', name: 'Scissor lift', type: 'lift' });
  await services.createRecord(actor, 'certifications', {
    id: 'cert1',
    technicianId: 't1',
    key: 'gas_safe',
    expiresOn: '2027-03-31',
  });
  await services.createRecord(actor, 'dependencies', { id: 'dep1', jobId: 'j1', dependsOnJobId: 'j3', type: 'same_technician' });
  await services.createRecord(actor, 'series', {
    id: 'ser1',
    name: 'Boiler service',
    rule: 'FREQ=YEARLY',
    startsOn: '2030-01-11',
    job: { title: 'Boiler service' },
  });
  await services.createRecord(actor, 'views', { id: 'v1', name: 'Today', widget: 'job-grid' });
  await services.createRecord(actor, 'apiKeys', { id: 'key1', name: 'Intranet', scopes: ['jobs:read'] });
  await services.createRecord(actor, 'webhooks', { id: 'hook1', url: 'https://erp.example.com/hooks' });
  await services.testWebhook(actor, 'hook1', { id: 'msg_1' });
  await services.assignJob(actor, {
    id: 'a1',
    jobId: 'j1',
    technicianId: 't1',
    startsAt: '2026-11-20T09:00:00Z',
    override: true,
  });
  await hosts?.keep(tenant, 'erp', { writes: [refusedWrite] });
}

const refusedWrite: HostWrite = {
  id: 'w1',
  kind: 'customers',
  recordId: 'c9',
  operation: 'create',
  changes: { name: 'Ferry Terminal' },
  state: 'dead',
  attempts: 1,
  lastError: 'A customer needs an address.',
  conflicts: [],
  createdMs: Date.parse('2026-11-20T09:30:00Z'),
};

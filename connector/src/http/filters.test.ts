import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { seed } from '../../test/fixture.ts';
import { openTestConnector, type TestConnector, tenant } from '../../test/test-connector.ts';
import { systemActor } from '../services/index.ts';

let subject: TestConnector;
before(async () => {
  subject = await openTestConnector();
  const { services } = subject.connector;
  await seed(services, tenant);
  const actor = systemActor(tenant);
  const position = { latitude: 37.77, longitude: -122.42 };
  await services.createSite(actor, { id: 's9', district: 'Mission', position, customerId: 'c2' });
  await services.createJob(actor, {
    id: 'j9',
    title: 'Boiler',
    siteId: 's9',
    priority: 'urgent',
    type: 'repair',
    territory: 'north',
    skills: [{ key: 'gas', level: 2 }],
    certifications: ['gas_safe'],
  });
  await services.createTechnician(actor, {
    id: 't9',
    name: 'Di Moreno',
    skills: [{ key: 'gas' }],
    territories: ['north'],
    active: false,
  });
  await services.createRecord(actor, 'crews', { id: 'crew9', name: 'South', technicianIds: ['t9'] });
  await services.createRecord(actor, 'webhooks', { id: 'hook9', url: 'https://erp.example.com/off', enabled: false });
  await services.createRecord(actor, 'views', { id: 'v9', name: 'Map', widget: 'map' });
  await services.assignJob(actor, {
    id: 'a9',
    jobId: 'j9',
    technicianId: 't2',
    startsAt: '2026-11-20T10:00:00Z',
    lock: 'pinned',
    override: true,
  });
});
after(() => subject[Symbol.asyncDispose]());

describe('filters', () => {
  const found: [address: string, ids: string[]][] = [
    ['jobs?skill=gas', ['j9']],
    ['jobs?skill=plumbing,gas', ['j9']],
    ['jobs?certification=gas_safe', ['j9']],
    ['jobs?territory=north', ['j9']],
    ['jobs?district=Mission&priority=urgent&type=repair', ['j9']],
    ['jobs?bbox=-122.43,37.76,-122.41,37.78', ['j9']],
    ['jobs?bbox=-122.43,36.76,-122.41,36.78', []],
    ['jobs?bbox=-180,-90,180,90', ['j9']],
    ['sites?bbox=-122.43,37.76,-122.41,37.78', ['s9']],
    ['sites?customerId=c2', ['s9']],
    ['assignments?lock=pinned', ['a9']],
    ['assignments?lock=planned', ['a1']],
    ['technicians?skill=gas', ['t9']],
    ['technicians?territory=north', ['t9']],
    ['technicians?active=false', ['t9']],
    ['crews?technicianId=t9', ['crew9']],
    ['equipment?type=lift', ['eq1']],
    ['equipment?type=van', []],
    ['certifications?key=gas_safe', ['cert1']],
    ['certifications?key=f_gas', []],
    ['series?active=true', ['ser1']],
    ['series?active=false', []],
    ['views?widget=map', ['v9']],
    ['webhooks?enabled=false', ['hook9']],
    ['webhooks?enabled=true', ['hook1']],
  ];
  for (const [address, ids] of found) {
    it(`${address} finds ${ids.join(', ') || 'nothing'}`, async () => {
      const { body } = await subject.request<{ items: { id: string }[]; total: number }>('GET', `/v1/${address}`, {
        as: 'admin',
      });
      assert.deepEqual([body.items.map(({ id }) => id), body.total], [ids, ids.length]);
    });
  }
});

import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { AdapterProbe, AdapterStatus, Job, Problem, Site } from '@dispatchkit/contract';
import { stringify } from 'yaml';
import { deskKey, deskManifest, openDeskServer } from '../../../test/desk-server.ts';
import { FakeTime } from '../../../test/fake-time.ts';
import { openTestConnector } from '../../../test/test-connector.ts';

it('a host is mirrored by its manifest, over HTTP', async () => {
  const time = new FakeTime();
  await using desk = await openDeskServer(() => time.now());
  desk.places.set(7, { id: 7, title: 'Mill', changed: '' });
  for (let id = 1; id <= 8; id++) desk.put(id, { name: `Task ${id}`, urgency: id === 2 ? 'hi' : 'lo', place: 7 });
  const config = stringify({
    hosts: {
      acme: [
        {
          name: 'desk',
          manifest: deskManifest,
          settings: { url: desk.url, key: { env: 'DESK_KEY' } },
          resources: { sites: 'mirror', jobs: 'mirror' },
        },
      ],
    },
  });
  await using subject = await openTestConnector({ config, environment: { DESK_KEY: deskKey }, time });
  await subject.connector.runDue();
  const { body: list } = await subject.request<{ items: Job[]; total: number }>('GET', '/v1/jobs?sort=title');
  const { body: sites } = await subject.request<{ items: Site[] }>('GET', '/v1/sites');
  const job = list.items[1];
  assert.deepEqual(
    [list.total, job?.title, job?.priority, job?.siteId, sites.items[0]?.name],
    [8, 'Task 2', 'high', sites.items[0]?.id, 'Mill'],
  );

  const change = (send: object) => subject.request<Problem>('PATCH', `/v1/jobs/${job?.id}`, { ifMatch: '*', send });
  assert.equal((await change({ priority: 'low' })).status, 200);
  assert.equal(desk.tasks.get(2)?.urgency, 'lo');
  const created = await subject.request<Job>('POST', '/v1/jobs', { send: { title: 'Drip', siteId: sites.items[0]?.id } });
  assert.deepEqual([created.status, created.body.externalRef, desk.tasks.get(9)?.place], [201, '9', 7]);

  desk.put(2, { urgency: 'hi' });
  const conflict = await change({ priority: 'normal' });
  assert.deepEqual(
    [conflict.status, conflict.body.code, conflict.body.conflicts],
    [409, 'host_conflict', [{ field: 'priority', ours: 'normal', theirs: 'high' }]],
  );

  desk.tasks.delete(5);
  desk.put(4, { name: 'Task four' });
  await subject.request('POST', '/v1/adapters/desk/sync', { as: 'admin' });
  await subject.connector.runDue();
  const titles = (await subject.request<{ items: Job[] }>('GET', '/v1/jobs?sort=title')).body.items.map(({ title }) => title);
  assert.deepEqual(titles, ['Drip', 'Task 1', 'Task 2', 'Task 3', 'Task 6', 'Task 7', 'Task 8', 'Task four']);

  const probe = await subject.request<AdapterProbe>('POST', '/v1/adapters/desk/probe', { as: 'admin' });
  assert.equal(probe.status, 200);

  desk.isDown = true;
  const away = await change({ title: 'No' });
  assert.deepEqual([away.status, away.body.code, away.headers.get('retry-after')], [503, 'host_unavailable', '10']);
  const status = await subject.request<AdapterStatus>('GET', '/v1/adapters/desk', { as: 'admin' });
  assert.deepEqual([status.body.state, JSON.stringify(status.body).includes(deskKey)], ['ready', false]);
  assert.deepEqual(Object.fromEntries(status.body.resources.map(({ kind, limits }) => [kind, limits])), {
    jobs: ['Tasks cannot be deleted.'],
    sites: ['The host cannot be asked for a part (id): rows of others are read, and left out here.'],
  });
});

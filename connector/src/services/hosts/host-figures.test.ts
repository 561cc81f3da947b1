import assert from 'node:assert/strict';
import { it } from 'node:test';
import { HostError } from '@dispatchkit/adapters';
import type { Job } from '@dispatchkit/contract';
import { stringify } from 'yaml';
import { MemoryHost, memoryManifest } from '../../../test/memory-host.ts';
import { openTestConnector } from '../../../test/test-connector.ts';
import { prometheusMetrics } from '../../runtimes/shared/prometheus.ts';

it('hosts tell those who watch how they are doing, by manifest and kind, never by tenant', async () => {
  const host = new MemoryHost();
  host.set('jobs', 'J1', { title: 'Boiler' });
  host.set('jobs', 'J2', { title: 'Lift' });
  const config = stringify({
    hosts: Object.fromEntries(
      ['acme', 'zenith'].map((tenant) => [
        tenant,
        [{ name: 'erp', manifest: memoryManifest, whenAway: 'queue', resources: { jobs: 'mirror', customers: 'proxy' } }],
      ]),
    ),
  });
  const metrics = prometheusMetrics();
  await using subject = await openTestConnector({ config, openHost: () => host, metrics });
  const figures = async () => {
    const lines = (await metrics.text()).split('\n').filter((line) => /^dispatchkit_host_/.test(line));
    return new Map(
      lines.map((line) => [line.slice('dispatchkit_'.length, line.lastIndexOf(' ')), Number(line.split(' ').at(-1))]),
    );
  };
  await subject.connector.runDue();
  const startedMs = subject.time.now();
  subject.time.advance(60_000);
  let seen = await figures();
  assert.deepEqual(
    [
      seen.get('host_lag_seconds{host="memory",kind="jobs"}'),
      seen.get('host_last_success_timestamp_seconds{host="memory",kind="jobs"}'),
      seen.get('host_records{host="memory",kind="jobs"}'),
      seen.get('host_writes{host="memory",state="waiting"}'),
    ],
    [60, startedMs / 1000, 4, 0],
  );
  assert.ok((seen.get('host_call_duration_seconds_count{host="memory",kind="jobs",call="read"}') ?? 0) >= 4);
  assert.equal(seen.has('host_lag_seconds{host="memory",kind="customers"}'), false, 'nobody has read it');

  const [job] = (await subject.request<{ items: Job[] }>('GET', '/v1/jobs')).body.items;
  host.trouble = new HostError('unavailable', 'No answer.');
  await subject.request('PATCH', `/v1/jobs/${job?.id}`, { ifMatch: '*', send: { title: 'Boiler, urgent' } });
  await subject.connector.runDue();
  subject.time.advance(10_000);
  seen = await figures();
  assert.deepEqual(
    [
      seen.get('host_lag_seconds{host="memory",kind="jobs"}'),
      seen.get('host_writes{host="memory",state="waiting"}'),
      seen.get('host_call_failures_total{host="memory",kind="jobs",call="write",reason="unavailable"}'),
    ],
    [70, 1, 2],
  );
  assert.doesNotMatch([...seen.keys()].join('\n'), /acme|zenith|erp/);
});

import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import type { Assignment, Job, Problem, Technician } from '@dispatchkit/contract';
import { type EventReader, readStream } from '../../test/read-stream.ts';
import { claimsFor } from '../support/claims.ts';
import { type Erp, erpManifest, openErp } from '../support/erp.ts';
import { type Started, startConnector } from '../support/runtimes.ts';
import { openSqld } from '../support/sqld.ts';
import type { Part } from './part.ts';

/** A connector whose records are another system's: of one tenant mirrored, of another asked for when somebody reads them. */
export const hosts: Part = (subject, cell) => {
  describe('records of a host system', () => {
    const opened = new AsyncDisposableStack();
    let erp: Erp;
    let connector: Started;

    before(async () => {
      const folder = await mkdtemp(join(tmpdir(), 'dispatchkit-hosts-'));
      opened.defer(() => rm(folder, { recursive: true, force: true }));
      erp = opened.adopt(await openErp(), (one) => one.close());
      const sqld = cell.store === 'sqld' ? opened.adopt(await openSqld(), (one) => one.close()) : undefined;
      const { issuer } = subject();
      const config = {
        auth: { issuers: [{ issuer: issuer.name, jwksUri: issuer.jwksUri }], allowPrivate: ['127.0.0.1'] },
        hosts: { mirrored: [hostOf('mirror', 'queue')], proxied: [hostOf('proxy', 'refuse')] },
        pages: { enabled: false },
        logLevel: 'error',
      };
      const databaseUrl = sqld?.url ?? `file:${join(folder, 'dispatchkit.db')}`;
      const variables = { ERP_TOKEN: erp.token };
      connector = await startConnector(cell.runtime, { folder, config: JSON.stringify(config), databaseUrl, port: 0, variables });
      opened.defer(async () => void (await connector.running.end('SIGKILL')));
    });
    after(() => opened.disposeAsync());

    it('are mirrored: fetched by themselves, written to the host first, and sent to it when it is back', async () => {
      const { list, send } = speakerOf('mirrored');
      await until(async () => (await list<Job>('jobs')).length === 5 && (await list<Technician>('technicians')).length === 2);
      await assignTo(erp, 'mirrored');

      erp.put('orders', 1, { subject: 'Changed at the host' });
      await send('POST', '/adapters/erp/sync', undefined);
      await until(async () => (await jobOf('mirrored', 1)).title === 'Changed at the host');

      erp.isAway = true;
      const { id } = await jobOf('mirrored', 2);
      const changed = await send<Job>('PATCH', `/jobs/${id}`, { title: 'Changed meanwhile' });
      assert.deepEqual([changed.status, changed.body.title], [200, 'Changed meanwhile']);
      assert.equal((await list('jobs')).length, 5);
      erp.isAway = false;
      await send('POST', '/adapters/erp/sync', undefined);
      await until(async () => erp.rows('orders').find((row) => row.id === 2)?.subject === 'Changed meanwhile');
    });

    it('are proxied: asked for when they are read, told as they were while it is away, and asked for again', async () => {
      const { list, send, listen } = speakerOf('proxied');
      assert.equal((await list('jobs')).length, 5);
      // Who listens has it asked for again and again.
      const stream = await listen();
      await assignTo(erp, 'proxied');

      erp.isAway = true;
      const { id, title } = await jobOf('proxied', 3);
      const refused = await send<Problem>('PATCH', `/jobs/${id}`, { title: 'Not now' });
      assert.deepEqual([refused.status, refused.body.code], [503, 'host_unavailable']);
      assert.equal((await jobOf('proxied', 3)).title, title);
      erp.isAway = false;
      erp.put('orders', 3, { subject: 'Back again' });
      while (!(await stream.next('event')).data.includes('Back again'));
      await stream.cancel();
      assert.equal((await jobOf('proxied', 3)).title, 'Back again');
    });

    function hostOf(mode: 'mirror' | 'proxy', whenAway: 'queue' | 'refuse'): object {
      const resources = { technicians: mode, jobs: mode, assignments: mode };
      const settings = { url: erp.url, token: { env: 'ERP_TOKEN' } };
      return { name: 'erp', manifest: erpManifest, settings, resources, whenAway, pollSeconds: 2 };
    }

    /** Somebody is assigned, somebody else instead, and nobody: the host has it before we have. */
    async function assignTo({ rows }: Erp, tenant: string): Promise<void> {
      const { list, send } = speakerOf(tenant);
      const { id: jobId } = await jobOf(tenant, 4);
      const [ada, ben] = (await list<Technician>('technicians')).toSorted((a, b) => a.name.localeCompare(b.name));
      const made = await send<Assignment>('POST', '/assignments', {
        ...{ jobId, technicianId: ada?.id, startsAt: '2026-11-24T08:00:00Z', override: true },
      });
      assert.equal(made.status, 201, JSON.stringify(made.body));
      assert.deepEqual(
        rows('visits').map(({ order, person, from }) => [order, person, Date.parse(String(from))]),
        [[4, 1, Date.parse('2026-11-24T08:00:00Z')]],
      );
      const moved = await send('PATCH', `/assignments/${made.body.id}`, { technicianId: ben?.id, override: true });
      assert.deepEqual([moved.status, rows('visits')[0]?.person], [200, 2]);
      const removed = await send('DELETE', `/assignments/${made.body.id}`, undefined);
      assert.deepEqual([removed.status, rows('visits').length], [200, 0]);
    }

    async function jobOf(tenant: string, order: number): Promise<Job> {
      const [job] = await speakerOf(tenant).list<Job>(`jobs?externalRef=${order}`);
      assert.ok(job, `The order ${order} is not here.`);
      return job;
    }

    function speakerOf(tenant: string) {
      const { issuer } = subject();
      const authorization = async () => `Bearer ${await issuer.sign(claimsFor(issuer, 'admin', tenant))}`;
      async function send<T>(method: string, path: string, body: unknown): Promise<{ status: number; body: T }> {
        const answer = await fetch(`${connector.baseUrl}/v1${path}`, {
          method,
          headers: { authorization: await authorization(), 'content-type': 'application/json', 'if-match': '*' },
          ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        });
        return { status: answer.status, body: (await answer.json()) as T };
      }
      async function list<T>(path: string): Promise<T[]> {
        const { status, body } = await send<{ items: T[] }>('GET', `/${path}`, undefined);
        assert.equal(status, 200, `${JSON.stringify(body)}\n${connector.running.output}`);
        return body.items;
      }
      async function listen(): Promise<EventReader> {
        const headers = { authorization: await authorization(), accept: 'text/event-stream' };
        return readStream(await fetch(`${connector.baseUrl}/v1/events`, { headers }));
      }
      return { send, list, listen };
    }

    /** Has the connector do what is due where it does not by itself, until something holds. */
    async function until(holds: () => Promise<boolean>): Promise<void> {
      const deadline = AbortSignal.timeout(30_000);
      while (!(await holds())) {
        if (deadline.aborted) throw new Error(`It has not come to that. The connector said:\n${connector.running.output}`);
        await connector.wake();
        await wait(50);
      }
    }
  });
};

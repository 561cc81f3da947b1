import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type Action, type ApiKeyCreated, actions, type IssuedToken, type Problem, roles } from '@dispatchkit/contract';
import { seed } from '../../test/fixture.ts';
import { withSampleHost } from '../../test/sample-host.ts';
import { samples } from '../../test/samples.ts';
import { openTestConnector, type TestConnector } from '../../test/test-connector.ts';
import { grantFor } from '../services/access.ts';
import { systemActor } from '../services/index.ts';
import { operations } from './operations/index.ts';
import type { Operation } from './operations/operation.ts';

/*
 * Every operation as every kind of token that is not a person's: an API key with exactly the scope it needs, and with all others; embed
 * tokens; a customer's link; people limited to territories. What is refused has written nothing.
 */

/** Rights beside its own that an operation looks at, on the sample: what it shows or hands out takes the right to that, too. */
const needsMore: Readonly<Record<string, readonly Action[]>> = {
  // Who decides on a change has to see the records of the tenant, and may change this one: a customer.
  retryPendingChange: ['events:read', 'customers:read', 'customers:write'],
  discardPendingChange: ['events:read', 'customers:read', 'customers:write'],
  listCandidates: ['jobs:read', 'technicians:read'],
  listTechnicianShifts: ['technicians:read'],
  listTechnicianTimeOff: ['technicians:read'],
  findNearby: ['jobs:read'],
  // An endpoint is sent what one may read.
  createWebhook: actions.filter((action) => action.endsWith(':read')),
  changeWebhook: actions.filter((action) => action.endsWith(':read')),
  createApiKey: [...actions],
  createEmbedToken: [...actions],
};

const tenant = 'acme';
let subject: TestConnector;
/** Tokens that are refused somewhere, by name. Made once: nobody of them changes anything. */
let tokens: Record<string, string>;

before(async () => {
  subject = await openTestConnector(withSampleHost);
  await seed(subject.connector.services, tenant);
  const withAll = await keyOf(tenant, [...actions]);
  tokens = {
    customer: (await request<IssuedToken>('POST', '/jobs/j1/customer-links', withAll, {})).body.token,
    embedAdmin: (await request<IssuedToken>('POST', '/embed-tokens', withAll, { subject: 'boss', role: 'admin' })).body.token,
    embedViewer: (await request<IssuedToken>('POST', '/embed-tokens', withAll, { subject: 'guest', role: 'viewer' })).body.token,
    limitedAdmin: await subject.token({ tenant, role: 'admin', territories: ['north'] }),
  };
});
after(() => subject[Symbol.asyncDispose]());

async function keyOf(of: string, scopes: Action[]): Promise<string> {
  const made: ApiKeyCreated = await subject.connector.services.createApiKey(systemActor(of), { name: 'Test', scopes });
  return made.key;
}

function request<T>(method: string, path: string, token: string, send?: unknown, ifMatch?: string) {
  return subject.request<T>(method, `/v1${path}`, {
    as: null,
    headers: { authorization: `Bearer ${token}` },
    ...(ifMatch === undefined ? {} : { ifMatch }),
    ...(send === undefined ? {} : { send }),
  });
}

function ask({ id, method, path, ifMatch }: Operation, token: string) {
  const sample = samples[id] ?? {};
  return request<Problem>(method.toUpperCase(), sample.path ?? path, token, sample.send, ifMatch ? '*' : undefined);
}

async function isRefused(operation: Operation, token: string): Promise<void> {
  const seq = await subject.seq(tenant);
  const { status, body, headers } = await ask(operation, token);
  assert.deepEqual([status, body.code], [403, 'not_allowed'], JSON.stringify(body));
  assert.match(headers.get('www-authenticate') ?? '', new RegExp(`error="insufficient_scope", scope="${operation.action}"`));
  assert.equal(await subject.seq(tenant), seq, 'wrote nothing');
}

describe('an API key', () => {
  for (const operation of operations) {
    const scopes = [...new Set([operation.action, ...alsoNeeded(operation)])];
    it(`with ${scopes.length > 2 ? 'the scopes it takes' : scopes.join(' and ')} alone does ${operation.id}, in its own tenant`, async () => {
      const own = `key-${operation.id}`;
      await seed(subject.connector.services, own, subject.connector.store.hosts);
      const key = await keyOf(own, scopes);
      const seq = await subject.seq(own);
      const elsewhere = await subject.seq(tenant);
      const { status, body } = await ask(operation, key);
      assert.equal(status, operation.status ?? 200, JSON.stringify(body));
      const wrote = (await subject.seq(own)) - seq;
      if (!operation.eventless) assert.equal(wrote, operation.method === 'get' ? 0 : 1);
      assert.equal(await subject.seq(tenant), elsewhere);
    });

    it(`with everything but ${operation.action} is refused ${operation.id}`, async () => {
      await isRefused(
        operation,
        await keyOf(
          tenant,
          actions.filter((action) => action !== operation.action),
        ),
      );
    });
  }
});

describe('other tokens', () => {
  for (const [name, rights] of Object.entries({
    customer: { role: 'customer', kind: 'customer' },
    embedAdmin: { role: 'admin', kind: 'embed' },
    embedViewer: { role: 'viewer', kind: 'embed' },
    limitedAdmin: { role: 'admin', kind: 'user', territories: ['north'] },
  } as const)) {
    for (const operation of operations) {
      if (grantFor(rights, operation.action) !== 'none') continue;
      it(`${name} is refused ${operation.id}`, async () => isRefused(operation, tokens[name] ?? ''));
    }
  }

  it('of every role that hands out access never do so when they were handed out themselves', () => {
    for (const role of roles) {
      for (const kind of ['embed', 'customer'] as const) {
        for (const action of [
          'embed_tokens:write',
          'api_keys:write',
          'tokens:revoke',
          'webhooks:write',
          'customer_links:write',
        ] as const) {
          assert.equal(grantFor({ role, kind }, action), 'none');
        }
      }
    }
  });
});

function alsoNeeded({ id, action }: Operation): readonly Action[] {
  if (action === 'exports:read') return actions.filter((each) => each.endsWith(':read'));
  return needsMore[id] ?? [];
}

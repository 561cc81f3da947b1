import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import type { Problem } from '@dispatchkit/contract';
import { claimsFor } from '../support/claims.ts';
import { type Forgery, forgeries } from '../support/forgeries.ts';
import { rawRequest } from '../support/raw-request.ts';
import type { Subject } from '../support/subject.ts';
import type { Part } from './part.ts';

/** Refusals of the list that are no single token: they have tests of their own, here or beside the code. */
const notATokenAlone = new Set(['weak-key', 'carrier', 'jwks-rotation', 'jwks-outage', 'jwks-flood', 'api-key', 'revocation']);

export const tokens: Part = (subject) => {
  describe('tokens', () => {
    let forged: Forgery[] = [];
    before(async () => {
      forged = await forgeries(subject().issuer, subject().otherIssuer);
    });

    it('of both issuers are good', async () => {
      const { otherIssuer } = subject();
      assert.equal((await subject().request('GET', '/v1/jobs')).status, 200);
      const token = await otherIssuer.sign(claimsFor(otherIssuer, 'viewer', 'acme'));
      assert.equal((await ask(subject(), `Bearer ${token}`)).status, 200);
    });

    it('that are forged in any way are 401, with problem details that tell nothing of them', async () => {
      const faults: string[] = [];
      for (const { id, name, token } of forged) {
        const { status, headers, problem } = await ask(subject(), `Bearer ${token}`);
        const tells = /acme|user-|login\.example|k1\b/.test(`${problem.detail} ${problem.hint}`);
        const isRefused = status === 401 && /error="invalid_token"/.test(headers.get('www-authenticate') ?? '') && !tells;
        if (!isRefused) faults.push(`${id}: ${name} → ${status} ${JSON.stringify(problem)}`);
      }
      assert.deepEqual(faults, []);
      assert.ok(forged.length > 120, `${forged.length} kinds were tried`);
    });

    it('cover the list of refusals', { skip: refusalList() ? false : 'there is no DISPATCHKIT_SHARED' }, () => {
      const missing = (refusalList() ?? []).filter((id) => !notATokenAlone.has(id) && !forged.some((one) => one.id === id));
      assert.deepEqual(missing, []);
    });

    it('travel in one Authorization header and nowhere else', async () => {
      const token = await subject().token('admin');
      const asked = (path: string, headers: Record<string, string> = {}) =>
        subject().request<Problem>('GET', path, { as: null, headers });
      assert.equal((await asked('/v1/jobs')).body.code, 'token_missing');
      for (const name of ['access_token', 'token', 'authorization'])
        assert.equal((await asked(`/v1/jobs?${name}=${token}`)).status, 401);
      assert.equal((await asked('/v1/jobs', { cookie: `access_token=${token}; authorization=${token}` })).status, 401);
      for (const value of [token, `Basic ${token}`, `Bearer ${token},${token}`, 'Bearer', `Bearer ${token} x`]) {
        assert.equal((await asked('/v1/jobs', { authorization: value })).status, 401, value.slice(0, 12));
      }
      for (const second of [token, 'none']) {
        const answer = await rawRequest(subject().baseUrl, [
          'GET /v1/jobs HTTP/1.1',
          'Host: 127.0.0.1',
          'Connection: close',
          `Authorization: Bearer ${token}`,
          `Authorization: Bearer ${second}`,
        ]);
        assert.match(answer, /^HTTP\/1\.1 4\d\d /, 'two headers');
      }
    });

    it('larger than any real one are refused quickly', async () => {
      const startedMs = performance.now();
      const answer = await rawRequest(subject().baseUrl, [
        'GET /v1/jobs HTTP/1.1',
        'Host: 127.0.0.1',
        'Connection: close',
        `Authorization: Bearer ${'a'.repeat(20_000)}.${'b'.repeat(200_000)}.c`,
      ]).catch((error: NodeJS.ErrnoException) => `cut: ${error.code}`);
      assert.match(answer, /^(HTTP\/1\.1 4\d\d |cut: (ECONNRESET|EPIPE))/);
      assert.ok(performance.now() - startedMs < 5_000);
    });

    it('with unknown keys by the hundred make the issuer be asked a few times at most', async () => {
      const { issuer } = subject();
      const before = issuer.fetches;
      const flood = Array.from({ length: 200 }, async (_, index) => {
        const token = await issuer.sign(claimsFor(issuer, 'admin', 'acme'), { kid: `unknown-${index}` });
        return (await ask(subject(), `Bearer ${token}`)).status;
      });
      assert.deepEqual(new Set(await Promise.all(flood)), new Set([401]));
      assert.ok(issuer.fetches - before <= 2, `${issuer.fetches - before} times`);
    });

    it('stay good while the issuer answers nonsense', async () => {
      const { issuer } = subject();
      const { jwks } = issuer;
      for (const nonsense of [{ keys: [] }, 'garbage', null, { keys: [{ kty: 'oct', k: 'AAAA', kid: 'k1' }] }]) {
        issuer.jwks = nonsense;
        assert.equal((await subject().request('GET', '/v1/jobs')).status, 200);
      }
      issuer.jwks = jwks;
    });
  });
};

async function ask({ baseUrl }: Subject, authorization: string) {
  const response = await fetch(`${baseUrl}/v1/jobs`, { headers: { authorization } });
  return { status: response.status, headers: response.headers, problem: (await response.json()) as Problem };
}

/** Ids of what has to be refused, when the vectors are there. */
function refusalList(): string[] | undefined {
  const file = join(process.env.DISPATCHKIT_SHARED ?? '', 'data/vectors/jwt-refusal-list.json');
  if (!process.env.DISPATCHKIT_SHARED || !existsSync(file)) return undefined;
  const { items } = JSON.parse(readFileSync(file, 'utf8')) as { items: { id: string }[] };
  return items.map(({ id }) => id);
}

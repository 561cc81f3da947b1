import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import type { Problem } from '@dispatchkit/contract';
import { claimsFor } from '../support/claims.ts';
import { rawRequest } from '../support/raw-request.ts';
import type { Subject } from '../support/subject.ts';
import type { Part } from './part.ts';

/** Refusals of the list that are no single request: they have tests of their own, here or beside the code. */
const notOneRequest = new Set(['jwks-rotation', 'jwks-outage', 'jwks-flood', 'api-key', 'revocation']);

export const tokens: Part = (subject) => {
  describe('tokens', () => {
    it('of every issuer are good', async () => {
      assert.equal((await subject().request('GET', '/v1/jobs')).status, 200);
      for (const token of subject().range.good)
        assert.equal((await ask(subject(), [['authorization', `Bearer ${token}`]])).status, 200);
    });

    it('that lie in any way are 401, with problem details that tell nothing of them', async () => {
      const { malicious } = subject().range;
      const faults: string[] = [];
      for (const { kind, name, headers, query } of malicious) {
        const answer = await ask(subject(), headers, query);
        if (!isRefused(kind, answer)) faults.push(`${kind}: ${name} → ${answer.status} ${answer.text}`);
      }
      assert.deepEqual(faults, []);
      assert.ok(malicious.length > 150, `${malicious.length} were tried`);
    });

    // For those who have the list; what is malicious is tried in any case.
    if (process.env.DISPATCHKIT_SHARED) {
      it('cover the list of refusals', () => {
        const kinds = new Set(subject().range.malicious.map(({ kind }) => kind));
        const missing = refusalList().filter((id) => !notOneRequest.has(id) && !kinds.has(id));
        assert.deepEqual(missing, []);
      });
    }

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
        return (await ask(subject(), [['authorization', `Bearer ${token}`]])).status;
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

interface Answered {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

async function ask({ baseUrl }: Subject, pairs: readonly (readonly [string, string])[], query = ''): Promise<Answered> {
  const headers = new Headers();
  for (const [name, value] of pairs) headers.append(name, value);
  const response = await fetch(`${baseUrl}/v1/jobs${query && `?${query}`}`, { headers });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

function isRefused(kind: string, { status, headers, text }: Answered): boolean {
  // Headers may be too large for the runtime itself, which then answers in its own words.
  if (kind === 'size' && [400, 413, 431].includes(status)) return true;
  const problem = status === 401 ? (JSON.parse(text) as Problem) : undefined;
  return (
    headers.get('content-type') === 'application/problem+json' &&
    /^Bearer /.test(headers.get('www-authenticate') ?? '') &&
    problem?.status === 401 &&
    !/acme|user-1|example\.com|\bk1\b/.test(`${problem.detail} ${problem.hint}`)
  );
}

/** Ids of what has to be refused. */
function refusalList(): string[] {
  const file = join(process.env.DISPATCHKIT_SHARED ?? '', 'data/vectors/jwt-refusal-list.json');
  const { items } = JSON.parse(readFileSync(file, 'utf8')) as { items: { id: string }[] };
  return items.map(({ id }) => id);
}

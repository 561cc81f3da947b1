import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { type JwsVectors, jwsVectorsOf, outcomeOf } from '../../../test/tokens/jws-vectors.ts';
import { systemClock } from '../../ports/clock.ts';
import { ProblemError } from '../../services/errors.ts';
import { bearerToken } from './bearer.ts';
import { standardClaimPaths } from './claims.ts';
import { algorithms } from './issuer.ts';
import { LocalKeys } from './local-keys.ts';
import { verifyToken } from './verify-token.ts';

const shared = process.env.DISPATCHKIT_SHARED;

// For those who have the table; the cases of verify-token.test.ts and malicious-tokens.test.ts always run.
if (shared) {
  const text = readFileSync(join(shared, 'data/vectors/wycheproof-json_web_signature_test.json'), 'utf8');
  describe('signatures of a table made by others', () => {
    for (const vector of jwsVectorsOf(JSON.parse(text) as JwsVectors)) {
      it(`${vector.id} ${vector.name} is ${vector.expected}`, async () => {
        assert.equal(await outcomeOf(vector), vector.expected);
        await assert.rejects(asToken(vector.token, vector.key), (error) => error instanceof ProblemError && error.status === 401);
      });
    }
  });
}

/** The whole way, with keys of our own when those of the table are of a kind we never take. */
async function asToken(token: string, key: unknown): Promise<void> {
  const rules = { issuer: 'https://login.example.com', audience: 'dispatchkit', claims: standardClaimPaths };
  const keys = keysOf(key);
  const compact = bearerToken(new Headers({ authorization: `Bearer ${token}` }));
  await verifyToken(compact, [{ ...rules, algorithms, maxLifetimeSeconds: 86_400, keys }], systemClock);
}

function keysOf(key: unknown) {
  try {
    return new LocalKeys({ keys: [key] });
  } catch {
    return { keyFor: () => Promise.reject(new TypeError('no key')) };
  }
}

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { compactVerify } from 'jose';
import { systemClock } from '../../ports/clock.ts';
import { ProblemError } from '../../services/errors.ts';
import { bearerToken } from './bearer.ts';
import { standardClaimPaths } from './claims.ts';
import { algorithms } from './issuer.ts';
import { LocalKeys } from './local-keys.ts';
import { verifyToken } from './verify-token.ts';

interface Group {
  readonly comment: string;
  readonly public?: Record<string, unknown>;
  readonly private: Record<string, unknown>;
  readonly tests: readonly { tcId: number; comment: string; jws: string | object; result: 'valid' | 'invalid' }[];
}

/** Valid in the table and refused here all the same. Nothing that is invalid there is accepted here. */
const refusedThoughValid: Readonly<Record<string, readonly number[]>> = {
  'a shared secret': [1, 348, 352, 357, 358, 359, 372, 373, 376, 377],
  'the key is for another algorithm': [346, 347, 350, 351],
  'there is no payload at all': [259, 264, 268, 272, 320, 325],
};

const shared = process.env.DISPATCHKIT_SHARED;

// The JSON Web Signature vectors of Project Wycheproof, for those who have them; the cases of verify-token.test.ts always run.
if (shared) {
  const text = readFileSync(join(shared, 'data/vectors/wycheproof-json_web_signature_test.json'), 'utf8');
  const { testGroups } = JSON.parse(text) as { testGroups: Group[] };
  const deviating = new Set(Object.values(refusedThoughValid).flat());
  describe('signatures of a table made by others', () => {
    for (const { comment: group, public: publicKey, private: privateKey, tests } of testGroups) {
      for (const { tcId, comment, jws, result } of tests) {
        const isGood = result === 'valid' && !deviating.has(tcId);
        it(`${tcId} ${group} ${comment} is ${isGood ? 'accepted' : 'refused'}`, async () => {
          const token = typeof jws === 'string' ? jws : JSON.stringify(jws);
          const key = publicKey ?? privateKey;
          const outcome = await verifySignature(token, key).then(
            () => 'accepted',
            () => 'refused',
          );
          assert.equal(outcome, isGood ? 'accepted' : 'refused');
          await assert.rejects(asToken(token, key), (error) => error instanceof ProblemError && error.status === 401);
        });
      }
    }
  });
}

/** As tokens are checked, short of the claims, which these texts have none of. */
async function verifySignature(token: string, key: unknown): Promise<void> {
  const keys = new LocalKeys({ keys: [key] });
  const compact = bearerToken(new Headers({ authorization: `Bearer ${token}` }));
  await compactVerify(compact, (header) => keys.keyFor(header), { algorithms: [...algorithms] });
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

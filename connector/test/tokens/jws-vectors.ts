import { compactVerify } from 'jose';
import { bearerToken } from '../../src/http/auth/bearer.ts';
import { algorithms } from '../../src/http/auth/issuer.ts';
import { LocalKeys } from '../../src/http/auth/local-keys.ts';

/** `wycheproof-json_web_signature_test.json`: the JSON Web Signature vectors of Project Wycheproof. */
export interface JwsVectors {
  readonly testGroups: readonly {
    readonly comment: string;
    readonly public?: Record<string, unknown>;
    readonly private: Record<string, unknown>;
    readonly tests: readonly { tcId: number; comment: string; jws: string | object; result: 'valid' | 'invalid' }[];
  }[];
}

export interface JwsVector {
  readonly id: number;
  readonly name: string;
  readonly token: string;
  readonly key: unknown;
  /** What we want of it, which is not always what the table says: see `refusedThoughValid`. */
  readonly expected: 'accepted' | 'refused';
  /** Why that differs from the table. */
  readonly deviation: string | undefined;
}

/** Valid in the table and refused here all the same. Nothing that is invalid there is accepted here. */
const refusedThoughValid: Readonly<Record<string, readonly number[]>> = {
  'a shared secret': [1, 348, 352, 357, 358, 359, 372, 373, 376, 377],
  'the key is for another algorithm': [346, 347, 350, 351],
  'there is no payload at all': [259, 264, 268, 272, 320, 325],
};

export function jwsVectorsOf({ testGroups }: JwsVectors): JwsVector[] {
  return testGroups.flatMap(({ comment: group, public: publicKey, private: privateKey, tests }) =>
    tests.map(({ tcId, comment, jws, result }) => {
      const deviation = Object.entries(refusedThoughValid).find(([, ids]) => ids.includes(tcId))?.[0];
      return {
        id: tcId,
        name: `${group} ${comment}`,
        token: typeof jws === 'string' ? jws : JSON.stringify(jws),
        key: publicKey ?? privateKey,
        expected: result === 'valid' && deviation === undefined ? ('accepted' as const) : ('refused' as const),
        deviation,
      };
    }),
  );
}

/** As tokens are checked, short of the claims, which these texts have none of. */
export async function outcomeOf({ token, key }: JwsVector): Promise<'accepted' | 'refused'> {
  try {
    const keys = new LocalKeys({ keys: [key] });
    const compact = bearerToken(new Headers({ authorization: `Bearer ${token}` }));
    await compactVerify(compact, (header) => keys.keyFor(header), { algorithms: [...algorithms] });
    return 'accepted';
  } catch {
    return 'refused';
  }
}

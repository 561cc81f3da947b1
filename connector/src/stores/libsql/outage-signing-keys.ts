import { publicPartOf, type SigningKeys } from '../../ports/credentials.ts';
import type { Outage } from './outage.ts';
import { type SigningKeyAccess, signingKeysIn, signingKeysOn } from './signing-keys.ts';
import type { SqlRunner } from './sql-runner.ts';

export interface OutageSigningKeysOptions {
  readonly primary: Pick<SigningKeyAccess, 'read' | 'change'>;
  /** Refuses with `store_unavailable` when the replica cannot answer. */
  readonly atReplica: <T>(work: (runner: SqlRunner) => Promise<T>) => Promise<T>;
  readonly outage: Outage;
}

/** Signing keys by the outage rule: those that tokens are checked with. Whoever signs, and whoever changes keys, needs the primary. */
export function outageSigningKeys({ primary, atReplica, outage }: OutageSigningKeysOptions): SigningKeys {
  /** Changes that were made here, or seen at the primary. */
  let seenChanges = 0;
  const keys = signingKeysOn({
    ...primary,
    onSeen: (changes) => {
      seenChanges = Math.max(seenChanges, changes);
    },
  });
  return {
    ...keys,
    verifying: () =>
      outage.read({
        atPrimary: keys.verifying,
        atReplica: async () => {
          const there = await atReplica(signingKeysIn());
          return there.changes < seenChanges ? undefined : { value: there.keys.map(publicPartOf) };
        },
        look: keys.verifying,
      }),
  };
}

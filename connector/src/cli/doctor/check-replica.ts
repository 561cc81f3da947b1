import { setTimeout as wait } from 'node:timers/promises';
import { silentLog } from '../../ports/log.ts';
import { surroundingsOf } from '../../runtimes/shared/open-store.ts';
import type { SqlClient } from '../../stores/libsql/sql-client.ts';
import type { Check } from './examined.ts';
import { type Finding, ok, reasonOf, warn } from './finding.ts';

const check = 'replica';
const patienceMs = 2_000;

/** Whether the read replica answers, and how far it is behind. */
export const checkReplica: Check = async ({ config }) => {
  const { url, readUrl, authToken } = config.database;
  if (config.tenants.mode === 'database-per-tenant' || readUrl === undefined || url === undefined) return [];
  const token = authToken === undefined ? {} : { authToken };
  const { client, replica } = surroundingsOf(config, silentLog).openDatabase({ url, readUrl, ...token });
  try {
    return replica ? [await compare(client, replica.client)] : [];
  } finally {
    client.close();
    replica?.client.close();
  }
};

async function compare(primary: SqlClient, replica: SqlClient): Promise<Finding> {
  const newest = await eventsIn(primary);
  const askedMs = performance.now();
  try {
    for (;;) {
      const there = await eventsIn(replica);
      const lagMs = performance.now() - askedMs;
      if (there >= newest) return ok(check, `has everything after ${Math.round(lagMs)} ms`);
      if (lagMs > patienceMs) {
        return warn(
          check,
          `${newest - there} events behind after ${patienceMs / 1000} s.`,
          'Look at the log of the replica, and at the network between it and the primary. Until it is there, its reads are old.',
        );
      }
      await wait(50);
    }
  } catch (error) {
    return warn(
      check,
      `It does not answer: ${reasonOf(error)}`,
      'Start it, or take database.readUrl away. Reads go to the primary meanwhile.',
    );
  }
}

async function eventsIn(client: SqlClient): Promise<number> {
  const { rows } = await client.execute('select coalesce(sum(last_seq), 0) as n from tenants');
  return Number(rows[0]?.n);
}

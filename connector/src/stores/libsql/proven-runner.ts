import { type SQL, sql } from 'drizzle-orm/sql/sql';
import { storeMetaTable } from './migrate.ts';
import type { SqlResult, SqlRow, SqlStatement } from './sql-client.ts';
import { type SqlRunner, translate } from './sql-runner.ts';
import { statementOf } from './statement-of.ts';
import { isUnavailable } from './unavailable.ts';

/** How a write is recognised. Replicas apply writes in their order. */
export type Awaited = { readonly seq: number } | { readonly technicianId: string; readonly positionAt: string };

/** What a replica has to know already. */
export interface Expected {
  readonly schemaVersion: number;
  /** Undefined for what belongs to none. */
  readonly tenant: string | undefined;
  readonly awaited: Awaited | undefined;
}

/** Runs reads, each on the state that those before it saw or on a newer one. */
export type ReadInOrder = (statements: SqlStatement[]) => Promise<SqlResult[]>;

/** The replica cannot be read for this, because it is behind. */
export class IsBehind extends Error {}

/**
 * Reads at a replica what is new enough. The proof goes along with every statement, as no answer proves anything of the next one: a server
 * that has just started hands what it is asked to the primary until it has a state of its own, which may be older; and behind one
 * address there may be several replicas.
 * @param told hears of the tenant's seq before each answer
 */
export function provenRunner(read: ReadInOrder, expected: Expected, told?: (seq: number) => void): SqlRunner {
  const proof = statementOf(proofOf(expected));
  const all = async (query: SQL): Promise<SqlRow[]> => {
    const [proven, answer] = await read([proof, statementOf(query)]).catch((error: unknown) => {
      const refusal = translate(error);
      // One that is being filled has not all tables yet. What is wrong with the statement itself, the primary says, too.
      throw isUnavailable(refusal) ? refusal : new IsBehind('The replica does not know what it was asked.', { cause: error });
    });
    const state = proven?.rows[0];
    if (!state || !answer || isBehind(state, expected)) throw new IsBehind('The replica does not have everything yet.');
    told?.(Number(state.seq ?? 0));
    return answer.rows;
  };
  return {
    all,
    async later(query) {
      await all(query);
    },
  };
}

function proofOf({ tenant, awaited }: Expected): SQL {
  const schema = sql`(select value from ${sql.identifier(storeMetaTable)} where key = 'schema_version') as schema`;
  if (tenant === undefined) return sql`select ${schema}`;
  const seq = sql`(select last_seq from tenants where id = ${tenant}) as seq`;
  if (!awaited || 'seq' in awaited) return sql`select ${schema}, ${seq}`;
  const position = sql`select record ->> '$.position.at' from technicians where tenant = ${tenant} and id = ${awaited.technicianId}`;
  return sql`select ${schema}, ${seq}, (${position}) as position_at`;
}

function isBehind(state: SqlRow, { schemaVersion, awaited }: Expected): boolean {
  if (Number(state.schema ?? 0) < schemaVersion) return true;
  if (!awaited) return false;
  return 'seq' in awaited ? Number(state.seq ?? 0) < awaited.seq : String(state.position_at ?? '') < awaited.positionAt;
}

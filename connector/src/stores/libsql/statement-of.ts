import { CasingCache } from 'drizzle-orm/casing';
import { type BuildQueryConfig, SQL, StringChunk } from 'drizzle-orm/sql/sql';
import { SQLiteTable } from 'drizzle-orm/sqlite-core/table';
import { getTableName } from 'drizzle-orm/table';
import type { SqlStatement } from './sql-client.ts';

/** As `SQLiteSyncDialect` writes; the class itself brings the query builders of all databases with it. */
const dialect: BuildQueryConfig = {
  casing: new CasingCache(),
  escapeName: (name) => `"${name.replaceAll('"', '""')}"`,
  escapeParam: () => '?',
  escapeString: (text) => `'${text.replaceAll("'", "''")}'`,
};

/** The text of a query and what is bound in it. */
export function statementOf(query: SQL): SqlStatement {
  const statement: Statement = { sql: '', args: [] };
  if (isWritten(query, statement)) return statement;
  const { sql, params } = query.toQuery(dialect);
  // Parameters are made of strings, numbers and null alone: everything else is bound as JSON text.
  return { sql, args: params as Statement['args'] };
}

interface Statement {
  sql: string;
  readonly args: (string | number | null)[];
}

/**
 * Writes what nearly all our queries are made of: text, values, tables, and queries within. The dialect looks for much more in every
 * piece, which costs as much as the database needs for a small read. False for what only the dialect knows.
 */
function isWritten(chunk: unknown, statement: Statement): boolean {
  if (chunk instanceof StringChunk) {
    for (const text of chunk.value) statement.sql += text;
    return true;
  }
  if (typeof chunk === 'string' || typeof chunk === 'number' || chunk === null) {
    statement.sql += '?';
    statement.args.push(chunk);
    return true;
  }
  if (chunk instanceof SQL) return chunk.queryChunks.every((inner) => isWritten(inner, statement));
  if (chunk instanceof SQLiteTable) {
    statement.sql += `"${getTableName(chunk)}"`;
    return true;
  }
  return false;
}

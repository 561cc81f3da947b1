import type {
  SqlClient,
  SqlStatement,
  SqlTransaction,
  SqlTransactionMode,
} from '../../connector/src/stores/libsql/sql-client.ts';

/** What was asked of the database, in order: statements, and where a transaction begins and ends. */
export type Operation =
  | { readonly kind: 'execute'; readonly statement: SqlStatement }
  | { readonly kind: 'begin'; readonly mode: SqlTransactionMode }
  | { readonly kind: 'commit' }
  | { readonly kind: 'close' };

/** A client that does what the given one does and writes every operation down. `take` gives what came since the last call. */
export function recording(client: SqlClient): { readonly client: SqlClient; take(): Operation[] } {
  let operations: Operation[] = [];
  const execute = (target: Pick<SqlClient | SqlTransaction, 'execute'>) => (statement: SqlStatement) => {
    operations.push({ kind: 'execute', statement });
    return target.execute(statement);
  };
  const transaction = (target: Pick<SqlClient, 'transaction'>) => async (mode: SqlTransactionMode) => {
    operations.push({ kind: 'begin', mode });
    const inner = await target.transaction(mode);
    return overriding(inner, {
      execute: execute(inner),
      batch: (statements: SqlStatement[]) => {
        operations.push(...statements.map((statement) => ({ kind: 'execute' as const, statement })));
        return inner.batch(statements);
      },
      commit: () => {
        operations.push({ kind: 'commit' });
        return inner.commit();
      },
      close: () => {
        operations.push({ kind: 'close' });
        inner.close();
      },
    });
  };
  const written = <T extends Pick<SqlClient, 'execute' | 'transaction'>>(target: T, more = {}): T =>
    overriding(target, { execute: execute(target), transaction: transaction(target), ...more });
  return {
    client: written(client, client.ahead && { ahead: written(client.ahead) }),
    take: () => {
      const taken = operations;
      operations = [];
      return taken;
    },
  };
}

/** Without the log of events, which a bare route does not keep. */
export function withoutEvents(operations: readonly Operation[]): Operation[] {
  const ofEvents = /\b(events|event_subjects|last_seq|log_followers|work)\b/;
  return operations.filter((operation) => operation.kind !== 'execute' || !ofEvents.test(textOf(operation.statement)));
}

function textOf(statement: SqlStatement): string {
  return typeof statement === 'string' ? statement : statement.sql;
}

/** Does the operations again on another database that was in the same state. Gives the rows of each statement that gave any. */
export async function replay(client: SqlClient, operations: readonly Operation[]): Promise<unknown[][]> {
  let inside: SqlTransaction | undefined;
  const rows: unknown[][] = [];
  for (const operation of operations) {
    if (operation.kind === 'begin') inside = await client.transaction(operation.mode);
    else if (operation.kind === 'commit') await inside?.commit();
    else if (operation.kind === 'close') {
      inside?.close();
      inside = undefined;
    } else {
      const result = await (inside ?? client).execute(operation.statement);
      if (result.rows.length > 0) rows.push(result.rows);
    }
  }
  return rows;
}

function overriding<T extends object>(target: T, replacements: object): T {
  return new Proxy(target, {
    get(inner, name) {
      const source: object = name in replacements ? replacements : inner;
      const value: unknown = Reflect.get(source, name);
      return typeof value === 'function' ? value.bind(source) : value;
    },
  });
}

import { join } from 'node:path';
import { silentLog } from '../src/ports/log.ts';
import type { Store } from '../src/ports/store.ts';
import type { Database } from '../src/stores/libsql/database.ts';
import { openNativeDatabase } from '../src/stores/libsql/db.native.ts';
import { openLibsqlStore } from '../src/stores/libsql/index.ts';
import type { SqlClient } from '../src/stores/libsql/sql-client.ts';
import { temporaryFolder } from '../src/stores/test-store.ts';
import { FakeTime } from './fake-time.ts';

/** A client whose server can be taken away. */
export interface Switched {
  readonly client: SqlClient;
  target: SqlClient;
  way: 'there' | 'gone' | 'hung';
  /** Statements so far. */
  asked: number;
}

/** A store on a primary and a replica that can be taken away, both of them files. */
export interface PrimaryAndReplica {
  readonly time: FakeTime;
  readonly primary: Switched;
  /** Never behind, unless it is left behind. */
  readonly replica: Switched;
  readonly store: Store;
  /** Another instance, for which the primary is never away. */
  readonly elsewhere: Store;
  /** What the store has said. */
  readonly lines: string[];
  /** Another store on the primary. Whoever opens it closes it. */
  open(more: Partial<Database>): Promise<Store>;
  /** From now on the replica hears of nothing any more. */
  leaveBehind(): Promise<void>;
  close(): Promise<void>;
}

export async function openPrimaryAndReplica(): Promise<PrimaryAndReplica> {
  const time = new FakeTime();
  const lines: string[] = [];
  const folder = await temporaryFolder();
  const url = `file:${join(folder.path, 'primary.db')}`;
  const elsewhere = await openLibsqlStore(openNativeDatabase({ url }), { clock: time, log: silentLog });
  const primary = switched(openNativeDatabase({ url }).client);
  const replica = switched(openNativeDatabase({ url }).client);
  const open = (more: Partial<Database>) =>
    openLibsqlStore(
      { ...openNativeDatabase({ url }), client: primary.client, ...more },
      { clock: time, log: { ...silentLog, info: (line) => lines.push(line), warn: (line) => lines.push(line) } },
    );
  const store = await open({ replica: { client: replica.client } });
  return {
    ...{ time, primary, replica, store, elsewhere, lines, open },
    async leaveBehind() {
      const path = join(folder.path, 'copy.db');
      const { client } = openNativeDatabase({ url });
      await client.execute({ sql: 'vacuum into ?', args: [path] });
      client.close();
      replica.client.close();
      replica.target = openNativeDatabase({ url: `file:${path}` }).client;
    },
    async close() {
      primary.way = 'there';
      await store.close();
      await elsewhere.close();
      await folder.remove();
    },
  };
}

function switched(target: SqlClient): Switched {
  const reach = async (): Promise<SqlClient> => {
    subject.asked += 1;
    if (subject.way === 'gone') throw new TypeError('fetch failed');
    return subject.way === 'hung' ? new Promise(() => {}) : subject.target;
  };
  const subject: Switched = {
    target,
    way: 'there',
    asked: 0,
    client: {
      protocol: target.protocol,
      execute: async (statement) => (await reach()).execute(statement),
      transaction: async (mode) => (await reach()).transaction(mode),
      close: () => subject.target.close(),
    },
  };
  return subject;
}

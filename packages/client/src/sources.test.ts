import type { BoardKind } from '@dispatchkit/contract/words';
import { FakeClock, flush } from '../test/fake-clock.ts';
import { FakeConnector } from '../test/fake-connector.ts';
import { type SuiteRecords, sourceSuite, suiteNowMs } from '../test/source-suite.ts';
import { MemorySource, Replica, RestSource } from './index.ts';

function connectorWith(records: SuiteRecords, clock: FakeClock): FakeConnector {
  const connector = new FakeConnector({ nowMs: () => clock.now() });
  for (const kind of Object.keys(records) as (keyof SuiteRecords & BoardKind)[]) {
    for (const record of records[kind]) connector.put(kind, record);
  }
  return connector;
}

sourceSuite('in memory', async (records) => {
  const source = new MemorySource({ ...records, now: () => suiteNowMs });
  return {
    source,
    somebody: async (kind, record) => {
      source.applyRemote(kind, [record]);
      await flush();
    },
    settle: flush,
    breakRule: () => {},
  };
});

sourceSuite('replica', async (records) => {
  const clock = new FakeClock(suiteNowMs);
  const connector = connectorWith(records, clock);
  const source = new Replica({ url: 'http://dispatch.test/', fetch: connector.fetch, clock });
  await flush();
  return {
    source,
    somebody: async (kind, record) => {
      connector.put(kind, record);
      await flush();
    },
    settle: flush,
    breakRule: (id) => connector.conflicts.add(id),
  };
});

sourceSuite('lists over REST', async (records) => {
  const clock = new FakeClock(suiteNowMs);
  const connector = connectorWith(records, clock);
  const source = new RestSource({ url: 'http://dispatch.test', fetch: connector.fetch, clock });
  await flush();
  return {
    source,
    somebody: async (kind, record) => {
      connector.put(kind, record);
      await source.poll();
      await flush();
    },
    settle: flush,
    breakRule: (id) => connector.conflicts.add(id),
  };
});

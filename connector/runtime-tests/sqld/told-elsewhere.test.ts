import { silentLog } from '../../src/ports/log.ts';
import { openNativeDatabase } from '../../src/stores/libsql/db.native.ts';
import { openLibsqlStore } from '../../src/stores/libsql/index.ts';
import { toldElsewhereSuite } from '../../test/told-elsewhere-suite.ts';
import { openCluster } from './cluster.ts';

toldElsewhereSuite('sqld', async (clock) => {
  const { primaryUrl: url, close: closeCluster } = await openCluster();
  const open = () => openLibsqlStore(openNativeDatabase({ url }), { clock, log: silentLog });
  const [one, other] = [await open(), await open()];
  return {
    one,
    other,
    async close() {
      await one.close();
      await other.close();
      await closeCluster();
    },
  };
});

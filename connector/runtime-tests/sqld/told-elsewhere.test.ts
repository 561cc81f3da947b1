import { twoStores } from '../../src/stores/test-store.ts';
import { toldElsewhereSuite } from '../../test/told-elsewhere-suite.ts';
import { openCluster } from './cluster.ts';

toldElsewhereSuite('sqld', async (clock) => {
  const { primaryUrl, close } = await openCluster();
  return twoStores(primaryUrl, clock, close);
});

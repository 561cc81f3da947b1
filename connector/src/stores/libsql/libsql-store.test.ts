import { storeSuite } from '../store-suite.ts';
import { fileStore, memoryStore } from '../test-store.ts';
import { workSuite } from '../work-suite.ts';

storeSuite('libSQL file', fileStore);
storeSuite('libSQL :memory:', memoryStore);
workSuite('libSQL file', fileStore);
workSuite('libSQL :memory:', memoryStore);

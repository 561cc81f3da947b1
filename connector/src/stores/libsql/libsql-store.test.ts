import { storeSuite } from '../store-suite.ts';
import { fileStore, memoryStore } from '../test-store.ts';

storeSuite('libSQL file', fileStore);
storeSuite('libSQL :memory:', memoryStore);

import { toldElsewhereSuite } from '../../../test/told-elsewhere-suite.ts';
import { twoStoresOnOneFile } from '../../stores/test-store.ts';

toldElsewhereSuite('a file', twoStoresOnOneFile);

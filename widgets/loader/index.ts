/** The script-tag entry: registers `<dk-connection>` at once and every other widget when it is used. */
import '../connection/define.ts';
import { autoload } from './autoload.ts';

autoload();

export { addLanguage } from '../shared/added-texts.ts';
export { autoload, load } from './autoload.ts';

import { ensureScript } from '../../../scripts/pages.mjs';

/** The files of the script tag, as a page without a build step loads them; built only when they are not up to date. */
ensureScript();

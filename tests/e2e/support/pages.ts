import { ensurePages } from '../../../scripts/pages.mjs';

/** The pages the connector serves; built only when they are not up to date. */
ensurePages();

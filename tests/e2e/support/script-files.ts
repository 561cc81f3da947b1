import { buildWidgets } from '../../../scripts/pages.mjs';

/** The files of the script tag, as a page without a build step loads them. Takes a few seconds. */
buildWidgets('script');

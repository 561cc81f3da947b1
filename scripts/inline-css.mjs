import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Web Test Runner plugin: `import css from 'some.css?inline'` gives the text of the file, as it does in a Vite build.
 * Images named in the CSS are left as they are; no test looks at them.
 * @returns {import('@web/test-runner').TestRunnerPlugin}
 */
export function inlineCss() {
  let rootDir = process.cwd();
  const asksForText = (/** @type {{ path: string, URL: URL }} */ context) =>
    context.path.endsWith('.css') && context.URL.searchParams.has('inline');
  return {
    name: 'inline-css',
    serverStart({ config }) {
      rootDir = config.rootDir;
    },
    resolveMimeType(context) {
      return asksForText(context) ? 'js' : undefined;
    },
    async serve(context) {
      if (!asksForText(context)) return undefined;
      const css = await readFile(join(rootDir, decodeURIComponent(context.path)), 'utf8');
      return { body: `export default ${JSON.stringify(css)};`, type: 'js' };
    },
  };
}

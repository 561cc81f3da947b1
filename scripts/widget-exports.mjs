import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const widgets = fileURLToPath(new URL('../widgets/', import.meta.url));
const manifestFile = join(widgets, 'package.json');

/** The `exports` of @dispatchkit/widgets: class and types of each widget, its registering module, and the loader. */
export function widgetExports() {
  /** @type {Record<string, { 'dispatchkit-source': string, types: string, default: string }>} */
  const exports = {};
  const folders = globSync('*/index.ts', { cwd: widgets }).map((path) => dirname(path));
  for (const folder of folders.sort()) {
    exports[`./${folder}`] = conditionsOf(`${folder}/index`);
    if (existsSync(join(widgets, folder, 'define.ts'))) exports[`./${folder}/define`] = conditionsOf(`${folder}/define`);
  }
  return exports;
}

/** @param {string} path of a module below widgets, without ending */
function conditionsOf(path) {
  return { 'dispatchkit-source': `./${path}.ts`, types: `./dist/npm/${path}.d.ts`, default: `./dist/npm/${path}.js` };
}

/** Whether widgets/package.json exports exactly the widgets there are. */
export function areWidgetExportsFresh() {
  return JSON.stringify(JSON.parse(readFileSync(manifestFile, 'utf8')).exports) === JSON.stringify(widgetExports());
}

export function writeWidgetExports() {
  const manifest = JSON.parse(readFileSync(manifestFile, 'utf8'));
  manifest.exports = widgetExports();
  writeFileSync(manifestFile, `${JSON.stringify(manifest, null, 2)}\n`);
}

if (import.meta.main) writeWidgetExports();

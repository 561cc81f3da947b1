import { existsSync, globSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defaultClientConditions, defineConfig, type UserConfig } from 'vite';
import { bundleReport } from './build/bundle-report.ts';
import { classicLoader } from './build/classic-loader.ts';
import { trustedLeaflet } from './build/trusted-leaflet.ts';

const here = fileURLToPath(new URL('.', import.meta.url));
const root = dirname(here.replace(/[/\\]$/, ''));

/**
 * Three builds, picked by `--mode`:
 * `npm` modules for bundlers, dependencies left out · `script` files for a plain script tag, everything in · otherwise the pages, console and
 * check-in.
 */
export default defineConfig(({ mode }) => {
  if (mode === 'npm') return npmBuild();
  if (mode === 'script') return scriptBuild();
  return pagesBuild();
});

/** What all builds share. The decorator settings are spelled out, as Vite applies a tsconfig only to files it includes, and silently. */
const shared = {
  resolve: { conditions: ['dispatchkit-source', ...defaultClientConditions] },
  oxc: {
    decorator: { legacy: true },
    typescript: { removeClassFieldsWithoutInitializer: true },
    assumptions: { setPublicClassFields: true },
  },
} satisfies UserConfig;

function npmBuild(): UserConfig {
  const entries = widgetFolders()
    .flatMap((folder) => [`${folder}/index`, `${folder}/define`])
    .filter(isModule);
  return {
    ...shared,
    root: here,
    build: {
      outDir: 'dist/npm',
      emptyOutDir: true,
      target: 'es2022',
      minify: false,
      sourcemap: true,
      lib: { entry: entriesOf(entries), formats: ['es'] },
      rolldownOptions: {
        external: isDependency,
        output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  };
}

function scriptBuild(): UserConfig {
  const entries = { loader: join(here, 'loader/index.ts') };
  for (const folder of widgetFolders())
    if (isModule(`${folder}/define`)) Object.assign(entries, { [folder]: join(here, folder, 'define.ts') });
  return {
    ...shared,
    root: here,
    build: {
      outDir: 'dist/script',
      emptyOutDir: true,
      target: 'es2022',
      lib: { entry: entries, formats: ['es'] },
      rolldownOptions: {
        // An ES library build keeps white space unless told otherwise.
        output: { minify: true, entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
    plugins: [
      trustedLeaflet(),
      classicLoader(join(here, 'loader/script-tag.js')),
      bundleReport(root, join(root, '.cache/bundle-report.json')),
    ],
  };
}

function pagesBuild(): UserConfig {
  const pages = globSync('*.html', { cwd: join(here, 'pages') });
  return {
    ...shared,
    root: join(here, 'pages'),
    base: './',
    plugins: [trustedLeaflet()],
    build: {
      outDir: join(here, 'dist/pages'),
      emptyOutDir: true,
      target: 'es2022',
      // Fonts and pictures as files: the content security policy allows no data: addresses for them.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      rolldownOptions: { input: pages.map((page) => join(here, 'pages', page)) },
    },
  };
}

/** Folders that hold something public: a widget, or the loader. */
function widgetFolders(): string[] {
  return globSync('*/index.ts', { cwd: here })
    .map((path) => dirname(path))
    .sort();
}

function isModule(path: string): boolean {
  return existsSync(join(here, `${path}.ts`));
}

function entriesOf(paths: readonly string[]): Record<string, string> {
  return Object.fromEntries(paths.map((path) => [path, join(here, `${path}.ts`)]));
}

/** A name from a package, not a path. */
function isDependency(id: string): boolean {
  return !/^[./]|^[A-Za-z]:|^\0/.test(id);
}

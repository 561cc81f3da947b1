import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';
import { minifySync } from 'vite';

/**
 * Vite plugin: adds `dispatchkit.js`, the file a page names in a plain `<script src>`. It only imports the module entry beside it,
 * so that lazy parts stay lazy; a classic bundle would carry everything in one file.
 */
export function classicLoader(sourceFile: string): Plugin {
  return {
    name: 'dispatchkit-classic-loader',
    generateBundle() {
      const { code } = minifySync('dispatchkit.js', readFileSync(sourceFile, 'utf8'));
      this.emitFile({ type: 'asset', fileName: 'dispatchkit.js', source: code });
    },
  };
}

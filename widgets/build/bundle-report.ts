import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, relative } from 'node:path';
import type { Plugin } from 'vite';

/** What each file of a build is made of, for the size budgets. File names are relative to the output folder, modules to the repository. */
export interface BundleReport {
  [file: string]: {
    readonly entry: string | null;
    /** Fetched together with the file. */
    readonly imports: readonly string[];
    /** Fetched when they are needed. */
    readonly lazy: readonly string[];
    readonly modules: readonly string[];
  };
}

/** Vite plugin: writes a {@link BundleReport} after the build. It stays outside the output folder, so that it is not published. */
export function bundleReport(root: string, reportFile: string): Plugin {
  return {
    name: 'dispatchkit-bundle-report',
    writeBundle(_options, bundle) {
      const report: BundleReport = {};
      for (const chunk of Object.values(bundle)) {
        if (chunk.type !== 'chunk') continue;
        report[chunk.fileName] = {
          entry: chunk.isEntry ? chunk.name : null,
          imports: chunk.imports,
          lazy: chunk.dynamicImports,
          modules: chunk.moduleIds.map((id) => relative(root, id).replaceAll('\\', '/')),
        };
      }
      mkdirSync(dirname(reportFile), { recursive: true });
      writeFileSync(reportFile, JSON.stringify(report, null, 1));
    },
  };
}

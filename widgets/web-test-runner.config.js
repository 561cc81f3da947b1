import { fileURLToPath } from 'node:url';
import { esbuildPlugin } from '@web/dev-server-esbuild';
import { defaultReporter } from '@web/test-runner';
import { chromeLauncher } from '@web/test-runner-chrome';
import { chromeFlags, requireChrome } from '../scripts/chrome.mjs';
import { inlineCss } from '../scripts/inline-css.mjs';
import { totalsReporter } from '../scripts/wtr-totals.mjs';

/** Widget tests, run in a real Chromium. Started from the repository root, so that `packages/*` are served too. */
export default {
  rootDir: fileURLToPath(new URL('..', import.meta.url)),
  files: ['widgets/**/*.test.ts', '!widgets/**/*.types.test.ts', '!widgets/node_modules/**', '!widgets/dist/**'],
  nodeResolve: { exportConditions: ['dispatchkit-source', 'development'], browser: true },
  concurrency: 2,
  reporters: [defaultReporter(), totalsReporter()],
  testFramework: { config: { ui: 'bdd', timeout: 10_000 } },
  testsFinishTimeout: 300_000,
  plugins: [
    inlineCss(),
    // es2022, not `auto`: decorators have to be lowered, and only a named target and the tsconfig together do that.
    esbuildPlugin({ ts: true, target: 'es2022', tsconfig: fileURLToPath(new URL('./tsconfig.json', import.meta.url)) }),
  ],
  browsers: [
    chromeLauncher({
      launchOptions: { executablePath: requireChrome(), args: chromeFlags },
      // A window of its own for each page: of two tabs in one window the hidden one gets no animation frames, and its tests hang.
      createPage: async ({ context }) => (await context.browser().createBrowserContext()).newPage(),
    }),
  ],
};

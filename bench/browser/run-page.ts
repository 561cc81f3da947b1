import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'esbuild';
import { type Browser, chromium } from 'playwright-core';
import { chromeFlags, requireChrome } from '../../scripts/chrome.mjs';
import type { Subject } from '../bench.ts';
import type { PageBench } from './page.ts';

/** What a page under measurement needs: a browser, and a place that serves the bundled pages. */
export interface Stage {
  readonly browser: Browser;
  readonly address: string;
  close(): Promise<void>;
}

/**
 * Bundles the pages as for production and serves them on 127.0.0.1. Close it, or the process stays.
 * @param entries - page name → absolute path of its module
 */
export async function openStage(entries: Readonly<Record<string, string>>): Promise<Stage> {
  const scripts = await bundle(entries);
  const server = createServer((request, response) => {
    const name = new URL(request.url ?? '/', 'http://localhost').pathname.slice(1);
    const script = scripts.get(name);
    if (script) response.setHeader('Content-Type', 'text/javascript').end(script);
    else response.setHeader('Content-Type', 'text/html').end(pageOf(name));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const browser = await chromium.launch({ executablePath: requireChrome(), args: [...chromeFlags] });
  return {
    browser,
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      await browser.close();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/**
 * A subject that is a page: each run opens it afresh and takes the main thread's time of every step (Chromium's TaskDuration:
 * script, style, layout, paint, garbage), in milliseconds. Throws when a step does not show what it should.
 */
export function pageSubject(
  stage: Stage,
  page: string,
  isReference: boolean,
  parameters: Readonly<Record<string, number>>,
): Subject {
  return {
    name: page.replace(/^.*\//, ''),
    isReference,
    async run() {
      const context = await stage.browser.newContext({
        viewport: { width: 1280, height: 800 },
        locale: 'en-US',
        timezoneId: 'UTC',
      });
      try {
        const tab = await context.newPage();
        const faults: string[] = [];
        tab.on('pageerror', (error) => faults.push(error.message));
        const query = new URLSearchParams(Object.entries(parameters).map(([key, value]) => [key, String(value)]));
        await tab.goto(`${stage.address}/${page}?${query}`);
        const devtools = await context.newCDPSession(tab);
        // Time of the processor, not of the clock: what else the machine does is not counted.
        await devtools.send('Performance.enable', { timeDomain: 'threadTicks' });
        await devtools.send('HeapProfiler.enable');
        const taskMs = async (): Promise<number> => {
          const { metrics } = await devtools.send('Performance.getMetrics');
          return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN) * 1000;
        };
        const times: Record<string, number> = {};
        const steps = await tab.evaluate(() => (globalThis.dispatchkitBench as PageBench).steps);
        for (const [index, step] of steps.entries()) {
          await devtools.send('HeapProfiler.collectGarbage');
          const beforeMs = await taskMs();
          await tab.evaluate((number) => (globalThis.dispatchkitBench as PageBench).run(number), index);
          times[step.name] = ((await taskMs()) - beforeMs) / step.times;
          const fault = await tab.evaluate((number) => (globalThis.dispatchkitBench as PageBench).fault(number), index);
          if (fault ?? faults[0]) throw new Error(`${page}, ${step.name}: ${fault ?? faults[0]}`);
        }
        return times;
      } finally {
        await context.close();
      }
    },
  };
}

async function bundle(entries: Readonly<Record<string, string>>): Promise<Map<string, string>> {
  const { outputFiles } = await build({
    entryPoints: { ...entries },
    bundle: true,
    format: 'esm',
    target: 'es2022',
    minify: true,
    write: false,
    outdir: 'out',
    conditions: ['dispatchkit-source', 'production'],
    define: { 'process.env.NODE_ENV': '"production"' },
    tsconfig: fileURLToPath(new URL('../tsconfig.json', import.meta.url)),
    plugins: [cssText],
    logLevel: 'error',
  });
  const nameOf = (path: string) => path.replaceAll('\\', '/').replace(/^.*\/out\//, '');
  return new Map(outputFiles.map((file) => [nameOf(file.path), file.text]));
}

/** `import css from 'x.css?inline'`, as in the Vite build. */
const cssText: Plugin = {
  name: 'css-text',
  setup(setup) {
    setup.onResolve({ filter: /\.css\?inline$/ }, async ({ path, ...context }) => {
      const found = await setup.resolve(path.replace(/\?inline$/, ''), { ...context, kind: 'import-statement' });
      return { path: found.path, namespace: 'css-text', errors: found.errors };
    });
    setup.onLoad({ filter: /.*/, namespace: 'css-text' }, async ({ path }) => {
      const { readFile } = await import('node:fs/promises');
      return { contents: await readFile(path, 'utf8'), loader: 'text' };
    });
  },
};

function pageOf(name: string): string {
  return `<!doctype html><meta charset="utf-8"><title>${name.replace(/[^\w/-]/g, '')}</title>
<style>html, body { margin: 0; height: 100% } #root { width: 1280px; height: 800px; position: relative; overflow: hidden }</style>
<div id="root"></div><script type="module" src="/${name.replace(/[^\w/-]/g, '')}.js"></script>`;
}

// Storybook: `dev` opens it for work, `build` writes storybook/storybook-static, `test` builds it and opens every story in a Chromium:
// it has to render, its play function has to pass, axe has to find nothing.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { chromeFlags, requireChrome } from './chrome.mjs';
import { serveFolder } from './static-server.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const built = join(root, 'storybook/storybook-static');
/** @typedef {{ id: string, type: string, title: string, name: string }} Story */

const storyTimeoutMs = 60_000;

const command = process.argv[2];
if (command === 'dev')
  run('node_modules/storybook/dist/bin/dispatcher.js', ['dev', '--port', '6006', '--no-open', ...storybookOptions()]);
else if (command === 'build') buildStorybook();
else if (command === 'test') await testStories();
else {
  console.error('Usage: node scripts/stories.mjs dev | build | test [part of a story id]');
  process.exitCode = 2;
}

function storybookOptions() {
  writeElementsManifest();
  return ['--config-dir', 'storybook/.storybook', '--disable-telemetry', '--quiet'];
}

/** What the docs pages show of attributes, events and slots is read from the docblocks of the elements. */
function writeElementsManifest() {
  const globs = ['widgets/*/*.ts', '!**/*.test.ts', '!**/*.stories.ts', '!widgets/pages/**', '!widgets/build/**'];
  run('node_modules/@custom-elements-manifest/analyzer/cem.js', [
    'analyze',
    '--litelement',
    '--quiet',
    '--outdir',
    'storybook',
    ...globs.flatMap((glob) => (glob.startsWith('!') ? ['--exclude', glob.slice(1)] : ['--globs', glob])),
  ]);
}

function buildStorybook() {
  run('node_modules/storybook/dist/bin/dispatcher.js', [
    'build',
    '--output-dir',
    built,
    '--loglevel',
    'warn',
    ...storybookOptions(),
  ]);
}

async function testStories() {
  buildStorybook();
  /** @type {{ entries: Record<string, Story> }} */
  const { entries } = JSON.parse(readFileSync(join(built, 'index.json'), 'utf8'));
  const part = process.argv[3] ?? '';
  const stories = Object.values(entries).filter(({ type, id }) => type === 'story' && id.includes(part));
  const server = await serveFolder(built);
  const browser = await chromium.launch({ executablePath: requireChrome(), args: chromeFlags });
  let failed = 0;
  const waiting = [...stories];
  const work = async () => {
    for (let story = waiting.shift(); story; story = waiting.shift()) {
      const faults = await faultsOf(browser, `${server.address}/iframe.html?id=${story.id}&viewMode=story`);
      console.log(`${faults.length === 0 ? '✔' : '✖'} ${story.title}: ${story.name}`);
      for (const fault of faults) console.log(`    ${fault}`);
      if (faults.length > 0) failed += 1;
    }
  };
  try {
    await Promise.all([work(), work()]);
  } finally {
    await browser.close();
    server.close();
  }
  if (stories.length === 0) console.error('No story was found.');
  process.exitCode = failed === 0 && stories.length > 0 ? 0 : 1;
  console.log(`${stories.length - failed} passed, ${failed} failed`);
}

/**
 * @param {import('playwright-core').Browser} browser
 * @param {string} address of one story
 * @returns {Promise<string[]>}
 */
async function faultsOf(browser, address) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce' });
  /** @type {string[]} */
  const faults = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('request', (request) => {
    const { hostname, protocol } = new URL(request.url());
    if (protocol.startsWith('http') && hostname !== '127.0.0.1') faults.push(`asks another machine: ${request.url()}`);
  });
  try {
    await page.addInitScript(collectStoryEvents);
    await page.goto(address);
    await page.waitForFunction(() => Reflect.get(globalThis, 'storyEnded'), undefined, { timeout: storyTimeoutMs });
    faults.push(...(await page.evaluate(() => /** @type {string[]} */ (Reflect.get(globalThis, 'storyFaults')))));
    if (faults.length === 0) faults.push(...(await axeFaults(page)));
  } catch (error) {
    faults.push(error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error));
  } finally {
    await page.close();
  }
  return faults;
}

/** Runs in the page: `storyRendered` follows even a failed play function, so the failures are collected on their way. */
function collectStoryEvents() {
  /** @type {string[]} */
  const faults = [];
  Object.assign(globalThis, { storyFaults: faults, storyEnded: false });
  /** @type {{ on(event: string, listener: (detail: unknown) => void): void } | undefined} */
  let channel;
  Object.defineProperty(globalThis, '__STORYBOOK_ADDONS_CHANNEL__', {
    get: () => channel,
    set: (value) => {
      channel = value;
      const end = () => Object.assign(globalThis, { storyEnded: true });
      value.on('storyFinished', end);
      for (const event of ['playFunctionThrewException', 'storyErrored', 'storyThrewException', 'storyMissing']) {
        value.on(event, (/** @type {{ message?: string } | string | undefined} */ detail) => {
          faults.push(`${event}: ${typeof detail === 'object' ? detail.message : (detail ?? '')}`);
          end();
        });
      }
    },
  });
}

/** @param {import('playwright-core').Page} page */
async function axeFaults(page) {
  await page.addScriptTag({ path: join(root, 'node_modules/axe-core/axe.min.js') });
  return page.evaluate(async () => {
    const { axe } = /** @type {{ axe: import('axe-core') }} */ (/** @type {unknown} */ (globalThis));
    // A colour on its way from one to another would be judged half-way.
    await Promise.allSettled(document.getAnimations().map((animation) => animation.finished));
    const look = () => axe.run('#storybook-root', { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] });
    const { violations } = await look().catch(async (error) => {
      // The accessibility addon may be at it in the same page; axe refuses a second run until the first is over.
      if (!String(error).includes('already running')) throw error;
      await new Promise((resolve) => setTimeout(resolve, 300));
      return look();
    });
    return violations.map(({ id, help, nodes }) => `${id}: ${help} (${nodes.map(({ target }) => target.join(' ')).join(', ')})`);
  });
}

/** @param {string} file @param {string[]} args */
function run(file, args) {
  const env = { ...process.env, STORYBOOK_DISABLE_TELEMETRY: '1' };
  const { status } = spawnSync(process.execPath, [file, ...args], { cwd: root, stdio: 'inherit', env });
  if (status !== 0) process.exit(status ?? 1);
}

import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** File that keeps the path of the browser `scripts/setup.mjs --browser` has found or installed. */
export const chromeCacheFile = join(root, '.cache', 'chrome-path');

/** Flags every automated Chromium of this project starts with: no sandbox (containers), no GPU, nothing that talks to the network by itself. */
export const chromeFlags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--disable-dev-shm-usage',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const commandNames = ['chromium', 'google-chrome', 'google-chrome-stable', 'chromium-browser', 'chrome'];
const wellKnownPlaces = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
];

/**
 * Absolute path of a Chromium on this machine, or undefined.
 * Order: `CHROME_PATH` · what setup has written down · `PATH` · the usual places on macOS and Windows.
 * @returns {string | undefined}
 */
export function findChrome() {
  const named = process.env.CHROME_PATH;
  if (named) {
    if (isExecutable(named)) return named;
    throw new Error(
      `CHROME_PATH is set to ${named}, which is not an executable file. Correct it, or unset it to have a browser found.`,
    );
  }
  const remembered = existsSync(chromeCacheFile) ? readFileSync(chromeCacheFile, 'utf8').trim() : '';
  if (remembered && isExecutable(remembered)) return remembered;
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const onPath = (process.env.PATH ?? '')
    .split(delimiter)
    .flatMap((folder) => commandNames.map((name) => join(folder, name + suffix)));
  return [...onPath, ...wellKnownPlaces].find(isExecutable);
}

/**
 * As {@link findChrome}, but says what to do when there is none.
 * @returns {string}
 */
export function requireChrome() {
  const path = findChrome();
  if (path) return path;
  throw new Error(
    'No Chromium found. Run `node scripts/setup.mjs --browser`, or set CHROME_PATH to a Chrome or Chromium executable.',
  );
}

/** @param {string} path */
function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

// Makes a fresh clone ready: packages, with `--browser` a Chromium for the tests, and with `--hosts` the ERP that adapters are tested on.
// Runs before anything is installed, so: no dependencies, and nothing newer than Node 18.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromeCacheFile, findChrome } from './chrome.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const lockFile = join(root, 'package-lock.json');
const stampFile = join(root, 'node_modules', '.setup-stamp');
const oldestSystemNode = 18;
/** Our code is TypeScript run as it is; older versions do not strip the types. */
const oldestProjectNode = 24;

await setUp();

async function setUp() {
  const major = Number(process.versions.node.split('.')[0]);
  if (major < oldestSystemNode)
    stop(`Node ${process.versions.node} is too old to install this project. Version ${oldestSystemNode} or newer is needed.`);
  // npm and apt need nothing of each other; apt and apt do.
  const hosts = process.argv.includes('--hosts') ? prepareHosts() : undefined;
  await installPackages();
  checkProjectNode();
  await hosts;
  if (process.argv.includes('--browser')) await prepareBrowser();
}

async function installPackages() {
  const wanted = createHash('sha256').update(readFileSync(lockFile)).digest('hex');
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === wanted) return;
  if (!isInstalled()) {
    console.log('Installing packages, once (a minute or two) …');
    const status = await npm(['ci', '--no-audit', '--no-fund', '--loglevel=error']);
    if (status !== 0)
      stop(
        'The packages could not be installed; npm says why above. Try again, or check the network and the npm registry setting.',
      );
  }
  writeFileSync(stampFile, wanted);
}

/** Whether node_modules holds exactly what the lockfile names, as after `npm install`. Then `npm ci` would only cost a minute. */
function isInstalled() {
  const installedFile = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(installedFile)) return false;
  const wanted = JSON.parse(readFileSync(lockFile, 'utf8')).packages;
  const installed = JSON.parse(readFileSync(installedFile, 'utf8')).packages;
  return Object.entries(wanted).every(([path, entry]) => {
    if (!path.includes('node_modules/')) return true;
    const found = installed[path];
    return found ? found.version === entry.version && existsSync(join(root, path)) : Boolean(entry.optional);
  });
}

/** @param {string[]} args */
function npm(args) {
  // Under `npm start` this file may run on the Node inside node_modules, which `npm ci` is about to delete: use npm's own.
  const { npm_execpath: npmFile, npm_node_execpath: npmNode } = process.env;
  if (npmFile && /\.[cm]?js$/.test(npmFile)) return run(npmNode ?? process.execPath, [npmFile, ...args]);
  return run('npm', args, { shell: process.platform === 'win32' });
}

function checkProjectNode() {
  const local = join(root, 'node_modules', '.bin', process.platform === 'win32' ? 'node.cmd' : 'node');
  if (existsSync(local)) return;
  const major = Number(process.versions.node.split('.')[0]);
  if (major >= oldestProjectNode) return;
  stop(
    `No packaged Node exists for ${process.platform}-${process.arch}, and this one (${process.versions.node}) is too old. ` +
      `Install Node ${oldestProjectNode} or newer and try again.`,
  );
}

async function prepareBrowser() {
  const path = findChrome() ?? (await downloadChromium()) ?? (await installChromiumWithApt());
  if (!path) {
    stop(
      'The tests need a Chromium, and none could be found, downloaded or installed. Install Chrome or Chromium, or set CHROME_PATH to one.',
    );
  }
  mkdirSync(dirname(chromeCacheFile), { recursive: true });
  writeFileSync(chromeCacheFile, `${path}\n`);
}

async function downloadChromium() {
  console.log('No Chromium found; downloading one …');
  const folder = join(root, '.cache', 'browsers');
  const env = { ...process.env, PLAYWRIGHT_BROWSERS_PATH: folder, PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: '8000' };
  const cli = join(root, 'node_modules', 'playwright-core', 'cli.js');
  if ((await run(process.execPath, [cli, 'install', 'chromium', '--only-shell'], { env })) !== 0) return undefined;
  const names = ['headless_shell', 'chrome-headless-shell', 'chrome-headless-shell.exe'];
  const path = filesBelow(folder).find((file) => names.some((name) => file.endsWith(name)));
  // A browser whose system libraries are missing does not even tell its version.
  return path && spawnSync(path, ['--version']).status === 0 ? path : undefined;
}

async function installChromiumWithApt() {
  return (await installWithApt('Chromium', ['chromium'])) ? findChrome() : undefined;
}

/** A real ERP is tested where it can be installed; elsewhere its tests say that they are left out. */
async function prepareHosts() {
  const packages = ['tryton-server', 'tryton-modules-project-plan', 'python3-tz', 'postgresql', 'python3-psycopg2'];
  if (spawnSync('dpkg', ['--status', ...packages]).status === 0) return;
  if (await installWithApt('Tryton and PostgreSQL', packages)) return;
  console.log('Tryton cannot be installed here; its tests are left out.');
}

/** @param {string} title @param {string[]} packages */
async function installWithApt(title, packages) {
  const isRootOnDebian = process.getuid?.() === 0 && existsSync('/etc/debian_version');
  if (!isRootOnDebian) return false;
  console.log(`Installing ${title} with apt …`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const waitForLock = ['-o', 'DPkg::Lock::Timeout=120'];
  await run('apt-get', [...waitForLock, 'update', '-qq'], { env });
  const install = ['install', '-y', '-qq', '--no-install-recommends', ...packages];
  return (await run('apt-get', [...waitForLock, ...install], { env })) === 0;
}

/** @param {string} folder @returns {string[]} */
function filesBelow(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesBelow(path) : [path];
  });
}

/**
 * Settles with the status; null when the program could not be started or was ended by a signal.
 * @param {string} command
 * @param {string[]} args
 * @param {import('node:child_process').SpawnOptions} [options]
 * @returns {Promise<number | null>}
 */
function run(command, args, options = {}) {
  const child = spawn(command, args, { cwd: root, stdio: 'inherit', ...options });
  return new Promise((resolve) => {
    child.once('error', () => resolve(null));
    child.once('exit', (code) => resolve(code));
  });
}

/** @param {string} message @returns {never} */
function stop(message) {
  console.error(message);
  process.exit(1);
}

// `npm start`: builds the console page when needed, then runs `dispatchkit demo` with the arguments given after `--`.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensurePages } from './pages.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

try {
  ensurePages();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}

const command = join(root, 'connector', 'bin', 'dispatchkit.js');
const connector = spawn(process.execPath, ['--conditions=dispatchkit-source', command, 'demo', ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
});

for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
  process.on(signal, () => {
    // Ctrl+C in a terminal reaches the connector directly; sent twice, it would cut its orderly shutdown short.
    if (signal === 'SIGINT' && process.stdin.isTTY) return;
    connector.kill(signal);
  });
}
// `kill` on npm ends npm and its shell, but the shell tells nobody: without this the connector would live on and keep its port.
const parent = process.ppid;
const watch = setInterval(() => {
  if (process.ppid !== parent) connector.kill('SIGTERM');
}, 500);

connector.on('error', (error) => {
  console.error(`The connector could not be started: ${error.message}`);
  process.exitCode = 1;
});
connector.on('exit', (code, signal) => {
  clearInterval(watch);
  process.exitCode = code ?? (signal === 'SIGINT' || signal === 'SIGTERM' ? 0 : 1);
});

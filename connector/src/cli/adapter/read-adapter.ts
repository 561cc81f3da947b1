import { readdir, readFile, stat } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  checkManifest,
  describeManifestFault,
  type ManifestCheck,
  type ManifestFolder,
  shippedManifestNames,
} from '@dispatchkit/adapters';
import type { HostManifest } from '@dispatchkit/contract/manifest';
import { CliError } from '../fail.ts';

export interface ReadAdapter extends ManifestCheck {
  /** As it is shown to people. */
  readonly file: string;
  readonly directory: string;
}

/**
 * Reads and checks a manifest with what lies beside it.
 * @param named name of one that comes along, its folder, or the file itself
 * @throws CliError when there is none
 */
export async function readAdapter(named: string): Promise<ReadAdapter> {
  const path = await manifestPath(named);
  const directory = dirname(path);
  const text = await readFile(path, 'utf8');
  const file = relative(process.cwd(), path).startsWith('..') ? path : relative(process.cwd(), path);
  return { ...checkManifest(text, { file, folder: await folderOf(directory) }), file, directory };
}

/** @throws CliError with all faults */
export async function soundManifest(named: string): Promise<HostManifest> {
  const { manifest, faults, file } = await readAdapter(named);
  const own = faults.filter((fault) => fault.severity === 'fault' && fault.file === file);
  if (manifest) return manifest;
  // Fixtures and README are no reason not to ask the host.
  const { manifest: alone } = checkManifest(await readFile(await manifestPath(named), 'utf8'), { file });
  if (alone) return alone;
  throw new CliError(
    `${file} has ${own.length === 1 ? 'a fault' : `${own.length} faults`}:\n${own.map((fault) => `  ${describeManifestFault(fault)}`).join('\n')}`,
    `Mend it, and look again with: dispatchkit adapter check ${named}`,
  );
}

async function manifestPath(named: string): Promise<string> {
  if (shippedManifestNames.includes(named))
    return fileURLToPath(new URL(`../hosts/${named}/manifest.json`, import.meta.resolve('@dispatchkit/adapters')));
  const stats = await stat(named).catch(() => undefined);
  if (stats?.isFile()) return join(process.cwd(), relative(process.cwd(), named));
  const inside = join(named, 'manifest.json');
  if (stats?.isDirectory() && (await stat(inside).catch(() => undefined))?.isFile())
    return join(process.cwd(), relative(process.cwd(), inside));
  throw new CliError(
    stats ? `${named} holds no manifest.json.` : `There is no adapter and no file called ${named}.`,
    `Give a file, a folder, or one of ${shippedManifestNames.join(', ')}.`,
  );
}

async function folderOf(directory: string): Promise<ManifestFolder> {
  const names = [
    ...(await readdir(directory)),
    ...(await readdir(join(directory, 'fixtures')).catch(() => [])).map((name) => `fixtures/${name}`),
  ];
  const texts = names
    .filter((name) => name === 'README.md' || /^fixtures\/.+\.json$/.test(name))
    .map(async (name) => [name, await readFile(join(directory, name), 'utf8')] as const);
  return Object.fromEntries(await Promise.all(texts));
}

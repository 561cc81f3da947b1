import { createReadStream } from 'node:fs';
import { access, constants, readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import {
  detectMap,
  type ImportEntity,
  type ImportMap,
  loadImportMap,
  type ShippedMapName,
  type SourceFile,
  shippedMapNames,
} from '../import/index.ts';
import { CliError } from './fail.ts';

/** The connector's own folder, in the clone and as a package. */
const packageRoot = fileURLToPath(new URL('../../', import.meta.url));

/** A file of this machine as a source that can be opened again and again. @throws CliError when it cannot be read */
export async function sourceFile(path: string): Promise<SourceFile> {
  await checkReadable(path);
  return { name: basename(path), open: () => Readable.toWeb(createReadStream(path)) as ReadableStream<Uint8Array> };
}

export async function checkReadable(path: string): Promise<void> {
  try {
    await access(path, constants.R_OK);
    const stats = await stat(path);
    if (!stats.isFile()) throw new CliError(`${path} is not a file.`, 'Give the path of a CSV file.');
  } catch (cause) {
    if (cause instanceof CliError) throw cause;
    throw new CliError(
      `${path} cannot be read: ${reasonOf(cause)}.`,
      `Looked from ${process.cwd()}. Check the path and your rights.`,
      { cause },
    );
  }
}

function reasonOf(cause: unknown): string {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  if (code === 'ENOENT') return 'there is no such file';
  if (code === 'EACCES' || code === 'EPERM') return 'you may not read it';
  return cause instanceof Error ? cause.message : String(cause);
}

/** A mapping file by its path, or one of those that come along by its name (`sf311-jobs`). @throws CliError, ImportError */
export async function readMap(nameOrPath: string): Promise<{ map: ImportMap; text: string }> {
  const shipped = shippedMapNames.find((name) => name === nameOrPath);
  const path = shipped ? shippedMapPath(shipped) : nameOrPath;
  await checkReadable(path);
  const text = await readFile(path, 'utf8');
  return { map: loadImportMap(text, path), text };
}

/**
 * The map that was asked for, or the shipped one that knows all columns of the file.
 * @param entity what is to be imported: whose map to start from when none fits
 * @throws CliError when none was named and none fits
 */
export async function chooseMap(
  source: SourceFile,
  named: string | undefined,
  entity: ImportEntity = 'jobs',
): Promise<{ map: ImportMap; text: string }> {
  if (named !== undefined) return readMap(named);
  const known = await Promise.all(shippedMapNames.map((name) => readMap(name)));
  const map = await detectMap(
    source,
    known.map((entry) => entry.map),
  );
  const found = known.find((entry) => entry.map === map);
  if (found) return found;
  throw new CliError(
    `No map that comes along knows the columns of ${source.name}.`,
    `Write one and name it with --map FILE. Start from ${shippedMapPath(entity)}.`,
  );
}

export function shippedMapPath(name: ShippedMapName): string {
  return join(packageRoot, 'maps', `${name}.yaml`);
}

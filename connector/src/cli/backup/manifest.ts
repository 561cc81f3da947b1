import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { Id } from '@dispatchkit/contract';
import { z } from 'zod';
import { CliError } from '../fail.ts';

const BackedUp = z.object({
  /** Relative to the manifest. */
  file: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_.-]*(?:\/[A-Za-z0-9][A-Za-z0-9_.-]*)?$/),
  holds: z.enum(['all tenants', 'directory', 'tenant']),
  /** A part of the name of the file it is restored to. */
  tenant: Id.nullable(),
  schemaVersion: z.int().min(0),
  bytes: z.int().min(1),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});

/** What a backup says of itself, in a file of its own. */
export const Manifest = z.object({
  format: z.literal('dispatchkit-backup'),
  formatVersion: z.literal(1),
  createdAt: z.string(),
  databases: z.array(BackedUp).min(1),
});
export type Manifest = z.output<typeof Manifest>;
export type BackedUp = z.output<typeof BackedUp>;

/** @throws CliError when there is none, or it is damaged */
export async function readManifest(path: string): Promise<Manifest> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (cause) {
    throw new CliError(
      `The backup has no readable manifest ${path}.`,
      'A backup consists of all files that "dispatchkit backup" made. Copy them together, or take another backup.',
      { cause },
    );
  }
  try {
    return Manifest.parse(JSON.parse(text));
  } catch (cause) {
    throw new CliError(`The manifest ${path} is damaged, or of another version of Dispatchkit.`, 'Take another backup.', {
      cause,
    });
  }
}

/** Size and digest of a file. */
export async function digestOf(path: string): Promise<{ readonly bytes: number; readonly sha256: string }> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return { bytes: (await stat(path)).size, sha256: hash.digest('hex') };
}

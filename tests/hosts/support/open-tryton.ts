import { readFile } from 'node:fs/promises';
import { type Host, openHost } from '@dispatchkit/adapters';
import { HostManifest } from '@dispatchkit/contract/manifest';
import { surroundings } from './open.ts';
import type { Tryton } from './tryton.ts';

/** As the manifest that comes along has it. */
export async function openTryton({ url, database, user, password }: Tryton): Promise<Host> {
  const file = new URL('../../../packages/adapters/hosts/tryton-6/manifest.json', import.meta.url);
  const manifest = HostManifest.parse(JSON.parse(await readFile(file, 'utf8')));
  return openHost(manifest, surroundings({ url, database, user, password }));
}

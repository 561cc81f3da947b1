import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { configSchemaFile } from './config-schema.ts';
import { importMapSchemaFile } from './import-map-schema.ts';
import { openApiFiles } from './openapi.ts';
import { shippedMapsFile } from './shipped-maps.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));

/**
 * Brings the generated files up to date. With `check` nothing is written.
 * Returns the paths (from the root of the repository) that were not as they should be and, with `check`, still are not.
 */
export async function writeGenerated(check: boolean): Promise<string[]> {
  const outdated: string[] = [];
  for (const { path, text } of [...(await openApiFiles()), configSchemaFile(), importMapSchemaFile(), await shippedMapsFile()]) {
    const current = await readFile(join(root, path), 'utf8').catch(() => undefined);
    if (current === text) continue;
    if (check) {
      outdated.push(path);
    } else {
      await mkdir(dirname(join(root, path)), { recursive: true });
      await writeFile(join(root, path), text);
    }
  }
  return outdated;
}

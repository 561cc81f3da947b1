import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { configSchemaFile } from './config-schema.ts';
import { errorPagesFile } from './error-pages.ts';
import { importMapSchemaFile } from './import-map-schema.ts';
import { manifestReferenceFile } from './manifest-reference.ts';
import { manifestSchemaFiles } from './manifest-schema.ts';
import { type GeneratedFile, openApiFiles } from './openapi.ts';
import { shippedManifestsFile } from './shipped-manifests.ts';
import { shippedMapsFile } from './shipped-maps.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));

/**
 * Brings the generated files up to date. With `check` nothing is written.
 * Returns the paths (from the root of the repository) that were not as they should be and, with `check`, still are not.
 */
export async function writeGenerated(check: boolean): Promise<string[]> {
  const outdated: string[] = [];
  for (const { path, text } of await generatedFiles()) {
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

async function generatedFiles(): Promise<GeneratedFile[]> {
  return [
    ...(await openApiFiles()),
    await errorPagesFile(),
    configSchemaFile(),
    importMapSchemaFile(),
    ...manifestSchemaFiles(),
    manifestReferenceFile(),
    await shippedMapsFile(),
    await shippedManifestsFile(),
  ];
}

import { readdir, readFile } from 'node:fs/promises';
import type { GeneratedFile } from './openapi.ts';

const hosts = new URL('../../../packages/adapters/hosts/', import.meta.url);

/** The manifests that come along, as a module: a worker has no file system to read them from. */
export async function shippedManifestsFile(): Promise<GeneratedFile> {
  const names = (await readdir(hosts)).sort();
  const entries = await Promise.all(
    names.map(async (name) => {
      const text = await readFile(new URL(`${name}/manifest.json`, hosts), 'utf8').catch(() => undefined);
      return text === undefined ? [] : [`  '${name}': ${JSON.stringify(JSON.parse(text))},`];
    }),
  );
  return {
    path: 'packages/adapters/src/shipped-manifests.generated.ts',
    text: `/** Generated from packages/adapters/hosts; change those instead. */\nexport const shippedManifestJson: Readonly<Record<string, unknown>> = {\n${entries.flat().join('\n')}\n};\n`,
  };
}

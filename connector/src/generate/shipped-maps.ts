import { readFile } from 'node:fs/promises';
import type { GeneratedFile } from './openapi.ts';

const names = [
  'sf311-jobs',
  'jobs',
  'technicians',
  'customers',
  'exported-jobs',
  'exported-technicians',
  'exported-customers',
] as const;

/** The mapping files that come along, as a module: a worker has no file system to read them from. */
export async function shippedMapsFile(): Promise<GeneratedFile> {
  const texts = await Promise.all(
    names.map(async (name) => [name, await readFile(new URL(`../../maps/${name}.yaml`, import.meta.url), 'utf8')] as const),
  );
  const lines = texts.map(([name, text]) => `  ${name.includes('-') ? `'${name}'` : name}: ${literal(text)},`);
  return {
    path: 'connector/src/import/shipped-map-texts.ts',
    text: `/** Generated from connector/maps; change those instead. */\nexport const shippedMapTexts = {\n${lines.join('\n')}\n} as const;\n`,
  };
}

/** One string per line of the file, as the formatter would leave it. */
function literal(text: string): string {
  return `\`${text.replaceAll('\\', '\\\\').replaceAll('`', '\\`').replaceAll('${', '\\${')}\``;
}

import { usesOf } from './map-columns.ts';
import type { ImportMap } from './map-schema.ts';
import { openCsv, type SourceFile } from './rows.ts';

/** The first of these maps whose columns the file has, all of them; `undefined` when none fits. */
export async function detectMap(source: SourceFile, maps: readonly ImportMap[]): Promise<ImportMap | undefined> {
  for (const map of maps) {
    const { header, rows } = await openCsv(source, { ...map.format, delimiter: 'auto' });
    await rows[Symbol.asyncIterator]().return?.();
    if (usesOf(map).columns.every(({ name }) => header.includes(name))) return map;
  }
  return undefined;
}

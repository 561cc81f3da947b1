/** Import of CSV files as a mapping file says. Runtime-neutral: files come and go as web streams and text. */
export { detectMap } from './detect-map.ts';
export type { ImportEntity } from './entities.ts';
export { ImportError } from './import-error.ts';
export { loadImportMap } from './load-map.ts';
export { ImportMap, importMapJsonSchema } from './map-schema.ts';
export type { MappedRecord } from './row-mapper.ts';
export type { SourceFile } from './rows.ts';
export { type ImportOptions, type ImportProgress, type ImportSummary, runImport, totalOf } from './run-import.ts';
export { runRecordImport } from './run-record-import.ts';
export { type ShippedMapName, shippedMap, shippedMapNames, shippedMaps } from './shipped-maps.ts';

import type { ImportReject, ImportResult } from '@dispatchkit/contract';
import {
  detectMap,
  ImportError,
  type ImportMap,
  loadImportMap,
  runImport,
  runRecordImport,
  type SourceFile,
  shippedMap,
  shippedMapNames,
  shippedMaps,
  totalOf,
} from '../../import/index.ts';
import type { ActorContext, Services } from '../../services/index.ts';
import { mediaTypeOf, readBytes, readJsonBytes } from '../input/read-body.ts';
import * as operations from '../operations/import.ts';
import { refuse } from '../problem.ts';
import type { Register } from './register.ts';

const maxRejects = 1_000;

export function importRoutes(on: Register, services: Services): void {
  on(operations.importJobs, async ({ actor, query: { map, dryRun = false }, request }) => {
    const type = mediaTypeOf(request);
    const bytes = await readBytes(request, operations.importJobs.maxBodyBytes ?? 0);
    const run: Run = { services, actor: { ...actor, method: 'import' }, dryRun };
    if (type !== 'text/csv' && map !== undefined) {
      throw refuse('malformed_request', {
        detail: 'A map is for CSV files.',
        errors: [{ pointer: 'query:map', detail: 'Only with Content-Type: text/csv.' }],
      });
    }
    try {
      if (type === 'text/csv') return await importCsv(run, fileOf(bytes), await chooseMap(fileOf(bytes), map));
      if (type === 'multipart/form-data') return await importForm(run, request, bytes);
      return await importRecords(run, type === 'application/json' ? listOf(readJsonBytes(bytes)) : linesOf(bytes));
    } catch (error) {
      throw error instanceof ImportError ? refusalOf(error) : error;
    }
  });
}

interface Run {
  readonly services: Services;
  readonly actor: ActorContext;
  readonly dryRun: boolean;
}

function fileOf(bytes: Uint8Array): SourceFile {
  return { name: 'The file', open: () => new Blob([bytes as Uint8Array<ArrayBuffer>]).stream() };
}

async function chooseMap(file: SourceFile, name: string | undefined): Promise<ImportMap> {
  const named = name === undefined ? undefined : shippedMap(name);
  const map = named ?? (name === undefined ? await detectMap(file, shippedMaps()) : undefined);
  if (map?.entity === 'jobs') return map;
  const forJobs = shippedMapNames.filter((candidate) => shippedMap(candidate)?.entity === 'jobs').join(', ');
  throw refuse(name === undefined ? 'invalid' : 'malformed_request', {
    detail:
      name === undefined ? 'No map that comes along knows the columns of this file.' : 'There is no map of that name for jobs.',
    hint: `Maps that come along: ${forJobs}. Send one of your own with the file as multipart/form-data (parts map and file).`,
    errors: [{ pointer: name === undefined ? '' : 'query:map', detail: 'No map fits.' }],
  });
}

async function importCsv({ dryRun, ...run }: Run, source: SourceFile, map: ImportMap): Promise<ImportResult> {
  const rejects: ImportReject[] = [];
  const summary = await runImport({
    ...run,
    map,
    source,
    dryRun,
    onReject: ({ line, column, reason, message }) => {
      if (rejects.length < maxRejects) rejects.push({ line, reason, column, pointer: null, detail: message });
    },
  });
  const { rows, created, changed, unchanged, valid, skipped, rejected } = summary;
  const counts = { rows, created, changed, unchanged, valid, skipped: Object.fromEntries(skipped), rejected: totalOf(rejected) };
  return { dryRun, map: map.name, ...counts, rejects };
}

async function importForm(run: Run, request: Request, bytes: Uint8Array): Promise<ImportResult> {
  const type = request.headers.get('content-type') ?? '';
  const form = await new Response(bytes as Uint8Array<ArrayBuffer>, { headers: { 'content-type': type } })
    .formData()
    .catch((cause: unknown) => {
      throw refuse('malformed_request', {
        detail: 'The form cannot be read.',
        hint: 'Send multipart/form-data with the parts map and file.',
        cause,
      });
    });
  const [map, file] = await Promise.all(['map', 'file'].map(async (name) => partOf(form, name)));
  const strangers = [...form.keys()].filter((name) => name !== 'map' && name !== 'file');
  if (map === undefined || file === undefined || strangers.length > 0) {
    throw refuse('invalid', {
      detail: 'The form must have the parts map and file, once each, and no others.',
      errors: [{ pointer: map === undefined ? '/map' : '/file', detail: 'Missing, or there are other parts.' }],
    });
  }
  const mapping = loadImportMap(new TextDecoder().decode(map), 'The map');
  if (mapping.entity !== 'jobs') {
    throw refuse('invalid', {
      detail: 'The map is not for jobs.',
      errors: [{ pointer: '/map/entity', detail: 'Must be jobs.' }],
    });
  }
  return importCsv(run, fileOf(file), mapping);
}

async function partOf(form: FormData, name: string): Promise<Uint8Array | undefined> {
  const [part, ...more] = form.getAll(name);
  if (part === undefined || more.length > 0) return undefined;
  return typeof part === 'string' ? new TextEncoder().encode(part) : new Uint8Array(await part.arrayBuffer());
}

async function importRecords(
  { dryRun, ...run }: Run,
  records: Parameters<typeof runRecordImport>[0]['records'],
): Promise<ImportResult> {
  const rejects: ImportReject[] = [];
  const { deletedHere, ...counts } = await runRecordImport({
    ...run,
    records,
    dryRun,
    onReject: ({ line, reason, pointer, message }) => {
      if (rejects.length < maxRejects) rejects.push({ line, reason, column: null, pointer, detail: message });
    },
  });
  return { dryRun, map: null, ...counts, skipped: deletedHere > 0 ? { deleted_here: deletedHere } : {}, rejects };
}

function listOf(body: unknown) {
  const records: unknown = typeof body === 'object' && body !== null && 'records' in body ? body.records : undefined;
  if (!Array.isArray(records) || Object.keys(Object(body)).length > 1) {
    throw refuse('invalid', {
      detail: 'The body must be an object with a list of records, and nothing else.',
      hint: 'Send {"records": [ … ]}.',
      errors: [{ pointer: '/records', detail: 'Must be a list of jobs.' }],
    });
  }
  return records.map((value: unknown, i) => ({ line: i + 1, value }));
}

/** Lines of JSON; empty ones are passed over. A line that cannot be read is rejected by itself. */
function* linesOf(bytes: Uint8Array) {
  let line = 0;
  for (let start = 0; start < bytes.length; ) {
    line++;
    const found = bytes.indexOf(lineFeed, start);
    const end = found < 0 ? bytes.length : found;
    const content = bytes.subarray(start, end);
    start = end + 1;
    if (content.every((byte) => byte === 0x20 || byte === 0x09 || byte === 0x0d)) continue;
    yield { line, ...readLine(content) };
  }
}

const lineFeed = 0x0a;

function readLine(bytes: Uint8Array): { value: unknown } | { fault: string } {
  try {
    return { value: readJsonBytes(bytes) };
  } catch (error) {
    return { fault: error instanceof Error ? error.message : 'Not JSON.' };
  }
}

function refusalOf({ message, faults }: ImportError) {
  return refuse('invalid', {
    detail: `${message}.`.replace(/\.\.$/, '.'),
    hint: 'Nothing was written. Each entry of errors says where it is and what is wrong with it.',
    errors: faults.slice(0, 50).map(({ where, found, expected, hint }) => ({
      pointer: where,
      detail: `Found ${found}, expected ${expected}.${hint ? ` ${hint}` : ''}`,
    })),
  });
}

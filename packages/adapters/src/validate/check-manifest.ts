import type { HostManifest } from '@dispatchkit/contract/manifest';
import { enumFaults } from './enum-faults.ts';
import type { ManifestFault } from './fault.ts';
import { assignmentFaults, fieldFaults } from './field-faults.ts';
import { folderFaults, type ManifestFolder } from './folder-faults.ts';
import { migrateManifest } from './migrate.ts';
import { nameFaults } from './name-faults.ts';
import { parseManifest } from './schema-faults.ts';
import { secretFaults } from './secret-faults.ts';
import { readSource, valueSource } from './source.ts';
import { templateFaults } from './template-faults.ts';

export interface CheckManifestOptions {
  /** Shown in faults. */
  readonly file: string;
  /** What lies beside it; left out, README and fixtures are not looked at. */
  readonly folder?: ManifestFolder;
}

export interface ManifestCheck {
  /** With all defaults, in the newest version of the language. Only when there is no fault; warnings do not count. */
  readonly manifest?: HostManifest;
  /** All of them, in the order of the file. */
  readonly faults: readonly ManifestFault[];
  /** What was done to bring an older manifest up to date. */
  readonly migrations: readonly string[];
}

/**
 * Reads a manifest (its text, or parsed JSON) and collects everything that is wrong with it, each with file, line and pointer. What only
 * sense can tell (names that do not exist, words we do not have) is looked at once the schema has nothing to say.
 */
export function checkManifest(input: unknown, options: CheckManifestOptions): ManifestCheck {
  const source = typeof input === 'string' ? readSource(input, options.file) : valueSource(input, options.file);
  if (source.faults.length > 0) return { faults: source.faults, migrations: [] };
  const { json, steps } = migrateManifest(source.value);
  const parsed = parseManifest(json);
  const { manifest } = parsed;
  const found = manifest
    ? [fieldFaults, assignmentFaults, enumFaults, nameFaults, secretFaults].flatMap((check) => check(manifest))
    : parsed.faults;
  const placed = [...found, ...(manifest ? templateFaults(manifest, json) : [])].map(source.place);
  const beside = manifest && options.folder ? folderFaults(manifest, options.folder, options.file.replace(/[^/\\]*$/, '')) : [];
  const faults = [...placed.sort((a, b) => (a.line ?? 0) - (b.line ?? 0)), ...beside];
  const isSound = faults.every(({ severity }) => severity === 'warning');
  return { ...(manifest && isSound ? { manifest } : {}), faults, migrations: steps };
}

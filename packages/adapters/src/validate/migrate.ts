import { manifestVersion } from '@dispatchkit/contract/manifest';

/** One step of the manifest language: how a manifest of `from` becomes one of the version after it. */
export interface ManifestMigration {
  readonly from: number;
  /** What has changed its meaning, for people. */
  readonly title: string;
  /** Gets a copy of its own and may change it. */
  readonly migrate: (manifest: Record<string, unknown>) => Record<string, unknown>;
}

/** In order. Version 1 is the first, so there is none yet. */
export const manifestMigrations: readonly ManifestMigration[] = [];

export interface MigratedManifest {
  readonly json: unknown;
  /** Titles of the steps that were made. */
  readonly steps: readonly string[];
}

/**
 * Brings a manifest of an older version of the language up to the newest. What is no manifest, is up to date or comes from the future
 * is handed back as it is: the schema says what is wrong with it.
 */
export function migrateManifest(
  json: unknown,
  migrations: readonly ManifestMigration[] = manifestMigrations,
  newest: number = manifestVersion,
): MigratedManifest {
  if (!isObject(json)) return { json, steps: [] };
  const steps: string[] = [];
  let manifest = json;
  for (const { from, title, migrate } of [...migrations].sort((a, b) => a.from - b.from)) {
    if (manifest.manifest !== from || from >= newest) continue;
    manifest = { ...migrate(structuredClone(manifest)), manifest: from + 1 };
    steps.push(title);
  }
  return { json: manifest, steps };
}

/** Written for a version of the language that is not known here yet. */
export function isNewer(json: unknown): boolean {
  return isObject(json) && typeof json.manifest === 'number' && json.manifest > manifestVersion;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

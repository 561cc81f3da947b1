/** Everything that is wrong with a manifest, at once: where, what, what should be, and how to mend it. */
export { type CheckManifestOptions, checkManifest, type ManifestCheck } from './check-manifest.ts';
export { describeManifestFault, type ManifestFault } from './fault.ts';
export type { ManifestFolder } from './folder-faults.ts';
export { type ManifestMigration, manifestMigrations, migrateManifest } from './migrate.ts';

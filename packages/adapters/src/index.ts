/**
 * Speaks to the ERP a company already has, by a manifest: data, not code. Runs wherever `fetch` does.
 * @module
 */
export * from './host.ts';
export { type AskingLimit, askingLimits } from './mapping/asking-limits.ts';
export { openHost } from './open-host.ts';
export { shippedManifest, shippedManifestNames, shippedManifests } from './shipped-manifests.ts';
export * from './validate/index.ts';
export * from './webhooks/index.ts';

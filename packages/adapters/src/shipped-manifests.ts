import { HostManifest } from '@dispatchkit/contract/manifest';
import { shippedManifestJson } from './shipped-manifests.generated.ts';
import { migrateManifest } from './validate/migrate.ts';

/** Names of the manifests that come along, on every runtime. */
export const shippedManifestNames: readonly string[] = Object.keys(shippedManifestJson);

const read = new Map<string, HostManifest>();

/** A manifest that comes along, defaults filled in; undefined when there is none of that name. */
export function shippedManifest(name: string): HostManifest | undefined {
  if (!shippedManifestNames.includes(name)) return undefined;
  const manifest = read.get(name) ?? HostManifest.parse(migrateManifest(shippedManifestJson[name]).json);
  read.set(name, manifest);
  return manifest;
}

/** All of them, by name. Each is read once it is asked for. */
export function shippedManifests(): HostManifest[] {
  return shippedManifestNames.flatMap((name) => shippedManifest(name) ?? []);
}

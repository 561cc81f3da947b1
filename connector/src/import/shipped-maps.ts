import { loadImportMap } from './load-map.ts';
import type { ImportMap } from './map-schema.ts';
import { shippedMapTexts } from './shipped-map-texts.ts';

export type ShippedMapName = keyof typeof shippedMapTexts;

/** The most particular first: the first that fits a file is taken. */
export const shippedMapNames = Object.keys(shippedMapTexts) as ShippedMapName[];

const loaded = new Map<ShippedMapName, ImportMap>();

/** A map that comes along; undefined when there is none of that name. */
export function shippedMap(name: string): ImportMap | undefined {
  const known = shippedMapNames.find((candidate) => candidate === name);
  if (known === undefined) return undefined;
  const map = loaded.get(known) ?? loadImportMap(shippedMapTexts[known], known);
  loaded.set(known, map);
  return map;
}

export function shippedMaps(): ImportMap[] {
  return shippedMapNames.flatMap((name) => shippedMap(name) ?? []);
}

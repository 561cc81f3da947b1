import { joinPath, read, splitPath } from '../templates/path.ts';

/** Everything that stands at a path. Where it leads through a list by a name, it leads through each of its entries. */
export function readEvery(content: unknown, path: string): readonly unknown[] {
  let found: readonly unknown[] = [content];
  for (const name of splitPath(path)) {
    const step = joinPath([name]);
    const isPosition = /^\d+$/.test(name);
    found = found.flatMap((value) => (Array.isArray(value) && !isPosition ? value : [value]).map((entry) => read(entry, step)));
  }
  return found.flatMap((value) => (Array.isArray(value) ? value : [value]));
}

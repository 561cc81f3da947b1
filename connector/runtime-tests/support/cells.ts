import { programs } from './programs.ts';
import { runtimeNames } from './runtimes.ts';
import { type Cell, storeNames } from './subject.ts';

/** A worker has no files. */
export const cells: readonly Cell[] = runtimeNames.flatMap((runtime) =>
  storeNames.filter((store) => runtime !== 'workerd' || store !== 'file').map((store) => ({ runtime, store })),
);

export function nameOfCell({ runtime, store }: Cell): string {
  return `${runtime}/${store}`;
}

/** @throws Error that lists those there are */
export function cellNamed(name: string): Cell {
  const cell = cells.find((candidate) => nameOfCell(candidate) === name);
  if (cell === undefined) throw new Error(`There is no cell ${name}. Cells: ${cells.map(nameOfCell).join(', ')}.`);
  return cell;
}

/** Why a cell cannot run here; undefined when it can. */
export function missingFor({ runtime, store }: Cell): string | undefined {
  if (runtime !== 'node' && programs[runtime] === undefined) return `no ${runtime} for ${process.platform}-${process.arch}`;
  if (store === 'sqld' && programs.sqld === undefined) return `no sqld for ${process.platform}-${process.arch}`;
  return undefined;
}

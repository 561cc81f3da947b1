import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { buildWidgets } from './pages.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * @typedef {object} EntrySize
 * @property {string} entry
 * @property {number} files fetched for it before any lazy part
 * @property {number} minifiedKilobytes 1 kB = 1000 bytes
 * @property {number} gzipKilobytes
 * @property {number | null} budgetKilobytes gzip; null when nobody has set one
 * @property {string[]} leaks packages inside that sizes.json forbids there
 */

/**
 * Builds the script-tag files and measures each entry with all it imports statically.
 * @returns {EntrySize[]}
 */
export function measureSizes() {
  buildWidgets('script');
  /** @type {import('../widgets/build/bundle-report.ts').BundleReport} */
  const report = JSON.parse(readFileSync(join(root, '.cache/bundle-report.json'), 'utf8'));
  /** @type {Record<string, { gzipKilobytes: number, without: string[] }>} */
  const budgets = JSON.parse(readFileSync(join(root, 'sizes.json'), 'utf8'));
  const bytesOf = (/** @type {string} */ file) => readFileSync(join(root, 'widgets/dist/script', file));
  const gzipped = new Map(Object.keys(report).map((file) => [file, gzipSync(bytesOf(file), { level: 9 }).length]));

  return Object.entries(report).flatMap(([file, { entry }]) => {
    if (entry === null) return [];
    const files = closure(report, file);
    const budget = budgets[entry];
    return {
      entry,
      files: files.length,
      minifiedKilobytes: kilobytes(sum(files.map((name) => bytesOf(name).length))),
      gzipKilobytes: kilobytes(sum(files.map((name) => gzipped.get(name) ?? 0))),
      budgetKilobytes: budget?.gzipKilobytes ?? null,
      leaks: (budget?.without ?? []).filter((name) =>
        files.some((inner) => report[inner]?.modules.some((id) => id.includes(`node_modules/${name}/`))),
      ),
    };
  });
}

/**
 * What is wrong with a size, in words; empty when nothing is.
 * @param {EntrySize} size
 * @returns {string[]}
 */
export function sizeFaults({ entry, gzipKilobytes, budgetKilobytes, leaks }) {
  const faults = leaks.map((name) => `${entry} contains ${name} before any lazy part; import it with import() where it is used.`);
  if (budgetKilobytes === null) faults.push(`${entry} has no budget in sizes.json; it is ${gzipKilobytes} kB gzip now.`);
  else if (gzipKilobytes > budgetKilobytes)
    faults.push(
      `${entry} is ${gzipKilobytes} kB gzip, ${(gzipKilobytes - budgetKilobytes).toFixed(1)} kB over its budget of ${budgetKilobytes} kB.`,
    );
  return faults;
}

/**
 * The file and everything it imports statically.
 * @param {import('../widgets/build/bundle-report.ts').BundleReport} report
 * @param {string} file
 */
function closure(report, file) {
  const seen = new Set([file]);
  for (const name of seen) for (const imported of report[name]?.imports ?? []) seen.add(imported);
  return [...seen];
}

/** @param {number[]} numbers */
function sum(numbers) {
  return numbers.reduce((total, value) => total + value, 0);
}

/** @param {number} bytes */
function kilobytes(bytes) {
  return Math.round(bytes / 100) / 10;
}

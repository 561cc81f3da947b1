import { writeFileSync } from 'node:fs';

/**
 * How a suite went.
 * @typedef {{ passed: number, failed: number, skipped: number, failures: string[] }} Totals `failures`: each with its name in the first line
 */

/**
 * Writes them as JSON to the file `DISPATCHKIT_TEST_TOTALS`, for whoever runs several suites and adds up.
 * @param {Totals} totals
 */
export function tellTotals(totals) {
  const file = process.env.DISPATCHKIT_TEST_TOTALS;
  if (file) writeFileSync(file, JSON.stringify(totals));
}

import { measureSizes } from '../scripts/sizes.mjs';
import type { Bench, Result } from './bench.ts';

/** Kilobytes of each script-tag entry before any lazy part, beside its budget. */
export const sizes: Bench = {
  name: 'sizes',
  summary: 'kilobytes a page fetches for each widget',
  async run({ progress }) {
    progress('sizes: building');
    return measureSizes().flatMap((size): Result[] => {
      const result = (subject: string, value: number, ratio: number | null = null): Result => {
        return {
          case: 'script-tag entries',
          unit: 'kB',
          step: size.entry,
          subject,
          median: value,
          smallest: value,
          largest: value,
          ratio,
        };
      };
      const budget = size.budgetKilobytes;
      return [
        ...(budget === null ? [] : [result('budget, gzip', budget)]),
        result('gzip', size.gzipKilobytes, budget === null ? null : size.gzipKilobytes / budget),
        result('minified', size.minifiedKilobytes),
      ];
    });
  },
};

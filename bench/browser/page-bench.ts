import { globSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Bench, Case, Result } from '../bench.ts';
import { measure } from '../measure.ts';
import { openStage, pageSubject } from './run-page.ts';

const here = fileURLToPath(new URL('.', import.meta.url));

/** The subject every other one is compared with: a hand-written page, the practical limit. */
const referenceName = 'plain';

export interface PageCase {
  readonly name: string;
  /** Given to the page in its address. */
  readonly parameters: Readonly<Record<string, number>>;
}

/**
 * A benchmark of pages. Each file `bench/browser/<name>/<subject>.page.ts` is a subject: it runs the scenario of the folder on its own
 * way of showing things. `plain.page.ts` is the reference.
 */
export function pageBench(name: string, summary: string, cases: readonly PageCase[]): Bench {
  return {
    name,
    summary,
    async run(options) {
      const files = globSync(`${name}/*.page.ts`, { cwd: here }).sort();
      const subjects = files.map((file) => basename(file, '.page.ts'));
      const stage = await openStage(
        Object.fromEntries(subjects.map((subject) => [`${name}/${subject}`, join(here, name, `${subject}.page.ts`)])),
      );
      try {
        const results: Result[] = [];
        for (const { name: caseName, parameters } of cases) {
          const work: Case = {
            name: `${name} ${caseName}`,
            unit: 'CPU ms',
            subjects: subjects.map((subject) => pageSubject(stage, `${name}/${subject}`, subject === referenceName, parameters)),
          };
          results.push(...(await measure(work, options)));
        }
        return results;
      } finally {
        await stage.close();
      }
    },
  };
}

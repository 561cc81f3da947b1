// Reporter for `node --test`: one line per file, every failure in full, and the totals for whoever runs several suites.
import { relative } from 'node:path';
import { inspect } from 'node:util';
import { tellTotals } from './test-totals.mjs';

/**
 * @param {AsyncIterable<import('node:test/reporters').TestEvent>} source
 */
export default async function* report(source) {
  /** @type {import('./test-totals.mjs').Totals} */
  const totals = { passed: 0, failed: 0, skipped: 0, failures: [] };
  for await (const event of source) {
    if (event.type === 'test:fail' && !isOnlyParent(event.data)) {
      const failure = describeFailure(event.data);
      totals.failures.push(failure);
      yield `\n${failure}\n\n`;
    }
    if (event.type === 'test:stderr') yield event.data.message;
    if (event.type !== 'test:summary') continue;
    const { counts, file, duration_ms } = event.data;
    const failed = counts.tests - counts.passed - counts.skipped - counts.todo;
    if (file) {
      const outcome = [`${counts.passed} passed`, failed && `${failed} failed`, counts.skipped && `${counts.skipped} skipped`];
      yield `${failed ? '✖' : '✔'} ${relative('.', file)}: ${outcome.filter(Boolean).join(', ')} (${Math.round(duration_ms)} ms)\n`;
    } else {
      Object.assign(totals, {
        passed: counts.passed,
        failed,
        skipped: counts.skipped + counts.todo,
      });
    }
  }
  tellTotals(totals);
}

/**
 * A suite or test that failed only because a test inside it did.
 * @param {{ details: { error: Error } }} data
 */
function isOnlyParent({ details }) {
  return 'failureType' in details.error && details.error.failureType === 'subtestsFailed';
}

/** @param {{ name: string, file?: string, line?: number, details: { error: Error } }} data */
function describeFailure({ name, file, line, details }) {
  const where = file ? `${relative('.', file)}:${line}` : '';
  const cause = details.error?.cause ?? details.error;
  const text = cause instanceof Error && cause.stack ? cause.stack : inspect(cause);
  return `✖ ${name}\n  ${where}\n${text.replace(/^/gm, '  ')}`;
}

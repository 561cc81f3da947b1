import { tellTotals } from './test-totals.mjs';

/** @typedef {import('./test-totals.mjs').Totals} Totals */

/**
 * Web Test Runner reporter: tells the totals to whoever runs several suites.
 * A test file that cannot be loaded, or a page that dies, counts as one failure.
 * @returns {import('@web/test-runner').Reporter}
 */
export function totalsReporter() {
  return {
    onTestRunFinished({ sessions }) {
      /** @type {Totals} */
      const totals = { passed: 0, failed: 0, skipped: 0, failures: [] };
      for (const { testFile, testResults, passed, errors } of sessions) {
        const before = totals.failed;
        if (testResults) addSuite(totals, testResults, testFile);
        if (passed || totals.failed > before) continue;
        totals.failed += 1;
        totals.failures.push(`✖ ${testFile}\n  ${errors.map(({ message }) => message).join('\n  ')}`);
      }
      tellTotals(totals);
    },
  };
}

/**
 * @param {Totals} totals
 * @param {import('@web/test-runner').TestSuiteResult} suite
 * @param {string} file
 */
function addSuite(totals, suite, file) {
  for (const { name, skipped, passed, error } of suite.tests) {
    totals[skipped ? 'skipped' : passed ? 'passed' : 'failed'] += 1;
    if (!skipped && !passed) totals.failures.push(`✖ ${name}\n  ${file}\n  ${error?.message ?? ''}`);
  }
  for (const inner of suite.suites) addSuite(totals, inner, file);
}

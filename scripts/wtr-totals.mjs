import { writeFileSync } from 'node:fs';

/**
 * Web Test Runner reporter: writes the totals as JSON to the file `DISPATCHKIT_TEST_TOTALS`.
 * A test file that cannot be loaded, or a page that dies, counts as one failure.
 * @returns {import('@web/test-runner').Reporter}
 */
export function totalsReporter() {
  return {
    onTestRunFinished({ sessions }) {
      const totals = { passed: 0, failed: 0, skipped: 0 };
      for (const session of sessions) {
        const before = totals.failed;
        if (session.testResults) addSuite(totals, session.testResults);
        if (!session.passed && totals.failed === before) totals.failed += 1;
      }
      const totalsFile = process.env.DISPATCHKIT_TEST_TOTALS;
      if (totalsFile) writeFileSync(totalsFile, JSON.stringify(totals));
    },
  };
}

/**
 * @param {{ passed: number, failed: number, skipped: number }} totals
 * @param {import('@web/test-runner').TestSuiteResult} suite
 */
function addSuite(totals, suite) {
  for (const test of suite.tests) totals[test.skipped ? 'skipped' : test.passed ? 'passed' : 'failed'] += 1;
  for (const inner of suite.suites) addSuite(totals, inner);
}

// `npm run test:kill -- 20`: kills a working connector so many times, and prints what became of what it had acknowledged.
import { runKillRounds } from './kill-rounds.ts';

/** A connector that was killed has to answer again after so long. */
const allowedRestartMs = 2_000;

const rounds = Number(process.argv[2] ?? 20);
if (!Number.isInteger(rounds) || rounds < 1) {
  console.error('Give the number of rounds: npm run test:kill -- 20');
  process.exit(2);
}
const figures = await runKillRounds({ rounds, say: (line) => console.log(line) });
const { acknowledged, retried, doneBefore, lost, doubled, events, restartMs } = figures;
const slowest = Math.max(...restartMs);
const median = restartMs.toSorted((a, b) => a - b)[Math.floor(restartMs.length / 2)] ?? 0;
console.log(`
${rounds} × kill -9 under load
acknowledged writes   ${acknowledged}
  lost                ${lost}
sent again            ${retried}, of which ${doneBefore} had been done before
  doubled             ${doubled}
events                ${events}, without a gap
restart               median ${median.toFixed(0)} ms, slowest ${slowest.toFixed(0)} ms (allowed ${allowedRestartMs})`);
if (lost > 0 || doubled > 0 || slowest > allowedRestartMs) process.exitCode = 1;

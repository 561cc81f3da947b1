import { pageBench } from './page-bench.ts';

export const timeline = pageBench(
  'timeline',
  '200 technicians in 1280 × 800: main-thread time of what a dispatcher does on the timeline',
  [
    { name: '1k assignments, one day', parameters: { assignments: 1_000, days: 1 } },
    { name: '10k assignments, two weeks', parameters: { assignments: 10_000, days: 14 } },
  ],
);

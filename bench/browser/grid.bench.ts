import { pageBench } from './page-bench.ts';

export const grid = pageBench('grid', '12 columns in 1280 × 800: main-thread time of what a dispatcher does in the job grid', [
  { name: '1k jobs', parameters: { jobs: 1_000 } },
  { name: '10k jobs', parameters: { jobs: 10_000 } },
  { name: '100k jobs', parameters: { jobs: 100_000 } },
]);

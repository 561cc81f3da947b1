import { pageBench } from './page-bench.ts';

export const map = pageBench('map', 'jobs of a city in 1280 × 800, blank tiles: main-thread time of looking around', [
  { name: '1k jobs', parameters: { jobs: 1_000 } },
  { name: '10k jobs', parameters: { jobs: 10_000 } },
  { name: '50k jobs', parameters: { jobs: 50_000 } },
]);

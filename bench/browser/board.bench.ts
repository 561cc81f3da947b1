import { pageBench } from './page-bench.ts';

export const board = pageBench(
  'board',
  'a column of cards per technician in 1280 × 800: main-thread time of what a dispatcher does',
  [{ name: '100 columns, 10 cards each', parameters: { columns: 100, cards: 10 } }],
);

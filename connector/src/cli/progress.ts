import { Presets, SingleBar } from 'cli-progress';
import type { ImportProgress } from '../import/index.ts';

export interface Progress {
  show(progress: ImportProgress): void;
  stop(): void;
}

/** A bar on standard error, when a person is looking; nothing otherwise. */
export function progressBar(): Progress {
  if (!process.stderr.isTTY) return { show() {}, stop() {} };
  const bar = new SingleBar(
    { format: '{phase} {bar} {value}/{total} rows', stream: process.stderr, clearOnComplete: true },
    Presets.shades_classic,
  );
  let isStarted = false;
  return {
    show({ phase, rows, totalRows }) {
      const total = totalRows ?? rows;
      const word = phase === 'checking' ? 'Checking' : 'Writing ';
      if (!isStarted) bar.start(total, rows, { phase: word });
      isStarted = true;
      bar.setTotal(total);
      bar.update(rows, { phase: word });
    },
    stop() {
      if (isStarted) bar.stop();
    },
  };
}

import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

export interface Erp {
  readonly url: string;
  close(): Promise<void>;
}

/** Whoever asks it shares no thread with it, so that its work is not taken for theirs. */
export async function startErp(): Promise<Erp> {
  const worker = new Worker(new URL('./erp-server.ts', import.meta.url));
  const [url] = (await once(worker, 'message')) as [string];
  return {
    url,
    async close() {
      await worker.terminate();
    },
  };
}

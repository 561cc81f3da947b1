import process from 'node:process';
import type { Connector } from '../../app.ts';
import type { Config } from '../../config/schema.ts';
import type { Log } from '../../ports/log.ts';
import type { Listener } from './listen.ts';

interface Stoppable {
  readonly connector: Connector;
  /** All of them are closed, the last one first. */
  readonly listeners: readonly Listener[];
  readonly timing: Pick<Config['server'], 'drainSeconds' | 'stopSeconds'>;
  readonly signal: AbortSignal | undefined;
  readonly log: Log;
}

export interface Stopping {
  /** Settles when everything is closed, whatever stopped it. */
  readonly stopped: Promise<void>;
  /** Stops in order, as the first signal does. */
  stop(): Promise<void>;
}

/**
 * Stops on SIGTERM, SIGINT or `signal`: /readyz says so for the time load balancers need to move on, then no connection is taken,
 * streams end (their readers come again by themselves), and requests that are running may finish. A second signal cuts that short.
 */
export function stopInOrder({ connector, listeners, timing, signal, log }: Stoppable): Stopping {
  const { promise: stopped, resolve, reject } = Promise.withResolvers<void>();
  const hurry = new AbortController();
  let isStopping = false;
  const stop = () => {
    if (isStopping) return stopped;
    isStopping = true;
    log.info('stopping', { ...timing, streams: connector.streamCount });
    connector.beginStopping();
    pause(timing.drainSeconds, hurry.signal)
      .then(() => close(connector, listeners, { seconds: timing.stopSeconds, hurry: hurry.signal }))
      .finally(() => {
        process.off('SIGTERM', onSignal);
        process.off('SIGINT', onSignal);
        signal?.removeEventListener('abort', stop);
      })
      .then(() => log.info('stopped'))
      .then(resolve, reject);
    return stopped;
  };
  const onSignal = () => {
    if (!isStopping) return void stop();
    log.warn('stopping at once, as told a second time');
    hurry.abort();
  };
  process.on('SIGTERM', onSignal);
  process.on('SIGINT', onSignal);
  signal?.addEventListener('abort', stop);
  if (signal?.aborted) void stop();
  return { stopped, stop };
}

async function close(
  connector: Connector,
  listeners: readonly Listener[],
  { seconds, hurry }: { seconds: number; hurry: AbortSignal },
): Promise<void> {
  const finished = Promise.all(listeners.map((listener) => listener.finish()));
  connector.closeStreams();
  const cut = () => {
    for (const listener of listeners) listener.cut();
  };
  const patience = setTimeout(cut, seconds * 1000);
  hurry.addEventListener('abort', cut);
  if (hurry.aborted) cut();
  await finished;
  clearTimeout(patience);
  await connector.close();
}

function pause(seconds: number, until: AbortSignal): Promise<void> {
  if (seconds === 0 || until.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, seconds * 1000);
    until.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}

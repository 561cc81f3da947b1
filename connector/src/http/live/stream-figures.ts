import type { Metrics } from '../../ports/metrics.ts';

/** Plain numbers: with thousands of readers, one is counted for every event and reader. */
export class StreamFigures {
  /** Messages with events that were handed to readers. */
  sent = 0;
  /** Readers that were cut off because too much waited for them. */
  dropped = 0;
}

interface Streams {
  readonly streamCount: number;
  readonly waitingBytes: number;
  readonly figures: StreamFigures;
}

export function measureStreams(metrics: Metrics, live: Streams): void {
  metrics.gauge({ name: 'streams_open', help: 'Event streams that are open.' }, () => live.streamCount);
  metrics.gauge({ name: 'stream_waiting_bytes', help: 'What waits for slow readers, in all streams.' }, () => live.waitingBytes);
  metrics.total({ name: 'stream_messages_total', help: 'Messages with events, handed to readers.' }, () => live.figures.sent);
  metrics.total(
    { name: 'stream_drops_total', help: 'Readers cut off because too much waited for them; they come again by themselves.' },
    () => live.figures.dropped,
  );
}

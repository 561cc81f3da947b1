import { retentionTask } from '../retention/apply-retention.ts';
import { seriesTask } from '../series/series-task.ts';
import type { ServiceOptions } from '../service-options.ts';
import { deliveryRetention } from '../webhooks/keep-log.ts';
import type { BackgroundTask } from './handlers.ts';

/** Every task that comes round for every tenant. A new one needs its line here and nothing else. */
export function backgroundTasks(options: ServiceOptions): readonly BackgroundTask[] {
  return [
    seriesTask(options),
    retentionTask(options),
    ...(options.webhooks ? [deliveryRetention(options, options.webhooks)] : []),
  ];
}

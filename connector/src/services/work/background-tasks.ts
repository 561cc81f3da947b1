import type { ServiceOptions } from '../service-options.ts';
import type { BackgroundTask } from './handlers.ts';

/** Every task that comes round for every tenant. A new one needs its line here and nothing else. */
export function backgroundTasks(_options: ServiceOptions): readonly BackgroundTask[] {
  return [];
}

import type { BackgroundTask, WorkHandler } from './handlers.ts';

/** A recurring task as a handler of work of its own kind. It never dies: it comes round again anyway. */
export function taskHandler(task: BackgroundTask): WorkHandler {
  return {
    kind: `task:${task.name}`,
    perSubject: 1,
    // How long to wait after a failure is worked out from the interval.
    retryDelaysMs: [],
    async run(call) {
      await task.run({ tenant: call.tenant, nowMs: call.nowMs, signal: call.signal });
      return { done: true };
    },
  };
}

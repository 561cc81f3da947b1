import { systemActor, writeMetaOf } from '../actor.ts';
import { everyRecord } from '../every-record.ts';
import type { ServiceOptions } from '../service-options.ts';
import type { BackgroundTask } from '../work/handlers.ts';
import { daysToCome, fitJobs, maxListed, occurrenceId } from './generate-jobs.ts';

/** Makes the jobs of recurring work as their days come into sight, a series at a time. */
export function seriesTask({ store }: ServiceOptions): BackgroundTask {
  return {
    name: 'recurring-jobs',
    everyMinutes: 60,
    async run({ tenant, nowMs, signal }) {
      const reader = store.read(tenant);
      const settings = await reader.settings();
      const at = new Date(nowMs).toISOString();
      for await (const series of everyRecord(reader, 'series')) {
        if (signal.aborted) return;
        const ids = daysToCome({ at }, series, settings).map((day) => occurrenceId(series.id, day));
        // Looked at without keeping others waiting; decided inside the unit of work.
        if ((await reader.getMany('jobs', ids)).length < ids.length) await generate(series.id);
      }

      async function generate(id: string): Promise<void> {
        await store.write(tenant, writeMetaOf(systemActor(tenant)), async (writer) => {
          const series = await writer.get('series', id);
          if (!series) return;
          const { created } = await fitJobs(writer, series, undefined);
          writer.describe({ type: 'jobs.generated', ...(created > maxListed ? { reload: true } : {}) });
        });
      }
    },
  };
}

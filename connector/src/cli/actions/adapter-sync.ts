import { systemActor } from '../../services/index.ts';
import { type AdminHostOptions, withHostServices } from '../adapter/host-services.ts';
import { statusLines } from '../adapter/status-lines.ts';
import { toOutput as say } from '../say.ts';

/** Has the connector that serves fetch soon, and says how far it is. Leases see to it that nobody fetches twice at the same time. */
export async function syncAdapter(name: string, options: AdminHostOptions): Promise<void> {
  await withHostServices(name, options, async (services, tenant) => {
    const status = await services.syncAdapter(systemActor(tenant, 'api'), name);
    if (options.json) return say(JSON.stringify(status, null, 2));
    for (const line of statusLines(status)) say(line);
    say('The connector fetches as soon as it runs.');
  });
}

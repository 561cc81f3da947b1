import { systemActor } from '../../services/index.ts';
import { type AdminHostOptions, withHostServices } from '../adapter/host-services.ts';
import { statusLines } from '../adapter/status-lines.ts';
import { toOutput as say } from '../say.ts';

/** Says how a host is doing, by what is stored; the host is not asked. */
export async function adapterStatus(name: string, options: AdminHostOptions): Promise<void> {
  await withHostServices(name, options, async (services, tenant) => {
    const status = await services.getAdapter(systemActor(tenant, 'api'), name);
    if (options.json) return say(JSON.stringify(status, null, 2));
    for (const line of statusLines(status)) say(line);
  });
}

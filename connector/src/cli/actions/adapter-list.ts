import { shippedManifests } from '@dispatchkit/adapters';
import type { HostManifest } from '@dispatchkit/contract/manifest';
import { toOutput as say } from '../say.ts';

export async function listAdapters({ json }: { readonly json?: boolean }): Promise<void> {
  const rows = shippedManifests().map(({ name, title, host, transport, resources }) => ({
    name,
    title,
    versions: host.versions,
    transport: transport.kind,
    reads: Object.keys(resources),
    writes: Object.entries(resources)
      .filter(([, resource]) => canWrite(resource))
      .map(([kind]) => kind),
  }));
  const width = Math.max(...rows.map(({ name }) => name.length));
  for (const row of rows) {
    if (json) say(JSON.stringify(row));
    else
      say(`${row.name.padEnd(width)}  ${row.title}: reads ${row.reads.join(', ')}; writes ${row.writes.join(', ') || 'nothing'}`);
  }
}

type Resource = HostManifest['resources'][keyof HostManifest['resources']];

/** Assignments in jobs are written with the job. */
function canWrite(resource: Resource): boolean {
  if (resource === undefined) return false;
  if ('inJobs' in resource) return true;
  const { create, update, actions } = resource.writes;
  return create !== false || update !== false || actions.length > 0;
}

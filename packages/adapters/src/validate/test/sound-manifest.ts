import type { HostManifestInput } from '@dispatchkit/contract/manifest';

/** A small sound manifest of a made-up host, to spoil. A new one for each call. */
export function soundManifest() {
  return {
    manifest: 1,
    name: 'acme',
    title: 'Acme service desk',
    host: { product: 'Acme', versions: '3' },
    settings: {
      url: { title: 'Address', type: 'url' },
      key: { title: 'API key', type: 'secret' },
    },
    connection: {
      baseUrl: '${settings.url}/api',
      auth: { kind: 'headers', headers: { Authorization: 'Bearer ${secrets.key}' } },
    },
    transport: { kind: 'rest' },
    enums: {
      status: {
        read: { open: 'unscheduled', planned: 'scheduled', busy: 'in_progress', done: 'completed' },
        write: { dispatched: 'planned', en_route: 'planned', on_site: 'busy', cancelled: 'done', on_hold: 'open' },
        unmapped: 'unscheduled',
      },
    },
    resources: {
      jobs: {
        entity: 'tasks',
        fields: {
          title: 'name',
          durationMinutes: { path: 'minutes' },
          status: { path: 'state', enum: 'status' },
        },
        calls: { get: { path: 'tasks/${id}' } },
        writes: { update: true },
      },
    },
  } satisfies HostManifestInput;
}

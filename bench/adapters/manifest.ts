import type { HostManifestInput } from '@dispatchkit/contract/manifest';
import { pageSize } from './rows.ts';

const paging = { kind: 'offset', offset: 'offset', limit: 'limit', size: pageSize, total: 'total' } as const;
const common = (name: string) => ({
  entity: name,
  id: { paths: ['id'], encoding: 'integer' as const },
  paging,
  calls: {
    list: { path: name, take: 'data', query: { changed_since: '${since}' } },
    get: { path: `${name}/\${id}`, take: 'data' },
  },
  changes: {
    by: { kind: 'modified-since' as const, paths: ['changed_at'] },
    deletes: { kind: 'flag' as const, when: { field: 'deleted', is: 'eq' as const, value: true } },
  },
});

/** What is written to mirror the made-up ERP. */
export const erpManifest = {
  manifest: 1,
  name: 'made-up',
  title: 'Made-up ERP',
  host: { product: 'Made up', versions: '1' },
  settings: { url: { title: 'Address', type: 'url' } },
  connection: { baseUrl: '${settings.url}', limits: { concurrency: 8 } },
  transport: { kind: 'rest' },
  values: { duration: 'hours' },
  enums: {
    state: { read: { new: 'unscheduled', planned: 'scheduled', done: 'completed' }, unmapped: 'unscheduled' },
    urgency: { read: { 1: 'urgent', 2: 'high', 3: 'normal', 4: 'low' }, unmapped: 'normal' },
  },
  resources: {
    jobs: {
      ...common('orders'),
      fields: {
        title: 'subject',
        status: { path: 'state', enum: 'state' },
        priority: { path: 'urgency', enum: 'urgency' },
        durationMinutes: 'expected_hours',
        dueAt: 'deadline',
        customerId: { path: 'customer.id', reference: 'customers' },
      },
    },
    technicians: { ...common('people'), fields: { name: 'name', phone: 'mobile' } },
    assignments: {
      ...common('visits'),
      fields: {
        jobId: { path: 'order', reference: 'jobs' },
        technicianId: { path: 'person', reference: 'technicians' },
        startsAt: 'from',
        endsAt: 'until',
      },
    },
    customers: { entity: 'customers', fields: { name: 'name' } },
  },
} satisfies HostManifestInput;

import { Customer, Retention, RetentionCounts, Technician } from '@dispatchkit/contract';
import { z } from 'zod';
import { operation } from './operation.ts';

const erasing =
  'Name, ways to reach them, notes and own fields are taken out of the record and out of every event, also when the record was deleted before. It cannot be undone. What people wrote into the texts of jobs stays, and so do backups.';

export const previewRetention = operation({
  id: 'previewRetention',
  method: 'get',
  path: '/retention',
  tag: 'settings',
  summary: 'How long things are kept, and what would go now',
  description: 'The rules are `retention` of the settings; the connector applies them every hour, in small steps.',
  action: 'settings:write',
  answer: z
    .object({ retention: Retention, wouldRemove: RetentionCounts })
    .meta({ id: 'RetentionPreview', description: 'How long things are kept, and what would go now.' }),
});
export const eraseCustomer = operation({
  id: 'eraseCustomer',
  method: 'post',
  path: '/customers/{customerId}/erase',
  tag: 'customers',
  summary: 'Erase a customer and their sites',
  description: `${erasing} Addresses, positions and access notes of their sites go too.`,
  action: 'settings:write',
  idempotency: 'kept',
  answer: Customer,
  ifMatch: 'required',
  etag: true,
});
export const eraseTechnician = operation({
  id: 'eraseTechnician',
  method: 'post',
  path: '/technicians/{technicianId}/erase',
  tag: 'technicians',
  summary: 'Erase a technician',
  description: `${erasing} Home and position go too.`,
  action: 'settings:write',
  idempotency: 'kept',
  answer: Technician,
  ifMatch: 'required',
  etag: true,
});

import { Id, PendingChange } from '@dispatchkit/contract';
import { z } from 'zod';
import { operation } from './operation.ts';

export const listPendingChanges = operation({
  id: 'listPendingChanges',
  method: 'get',
  path: '/pending-changes',
  tag: 'pending changes',
  summary: 'List changes that have not reached their host system',
  description:
    'Of the records you may see, oldest first, 500 of each host system at most: what was to be written, and what the host had when it was last heard.',
  action: 'pending_changes:read',
  query: z.object({ jobId: Id.describe('Only those of this job and of its assignments.').optional() }),
  answer: z
    .object({ items: z.array(PendingChange) })
    .meta({ id: 'PendingChangeList', description: 'Changes that have not reached their host system.' }),
});

export const retryPendingChange = operation({
  id: 'retryPendingChange',
  method: 'post',
  path: '/pending-changes/{changeId}/retry',
  tag: 'pending changes',
  summary: 'Send a change to its host system again',
  description:
    'Of a conflict: ours counts, and what the host has in these fields is overwritten. You must be one who may write such records.',
  action: 'pending_changes:decide',
  idempotency: 'harmless',
  answer: PendingChange,
  eventless: true,
  problems: ['host_unavailable', 'host_refused'],
});

export const discardPendingChange = operation({
  id: 'discardPendingChange',
  method: 'post',
  path: '/pending-changes/{changeId}/discard',
  tag: 'pending changes',
  summary: 'Give a change up',
  description:
    'What the host has counts and is taken over; a record the host has never heard of goes. You must be one who may write such records.',
  action: 'pending_changes:decide',
  idempotency: 'harmless',
  answer: PendingChange,
  eventless: true,
  problems: ['host_unavailable', 'host_refused'],
});

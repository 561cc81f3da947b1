import {
  AdapterForget,
  AdapterForgotten,
  AdapterProbe,
  AdapterRejection,
  AdapterStatus,
  AdapterUnmapped,
  AdapterWrite,
} from '@dispatchkit/contract';
import { z } from 'zod';
import { operation } from './operation.ts';
import { someOf } from './query.ts';

const listOf = <Item extends z.ZodType>(id: string, item: Item, description: string) =>
  z.object({ items: z.array(item) }).meta({ id, description });

export const listAdapters = operation({
  id: 'listAdapters',
  method: 'get',
  path: '/adapters',
  tag: 'adapters',
  summary: 'List host systems and how they are doing',
  action: 'adapters:read',
  answer: listOf('AdapterStatusList', AdapterStatus, 'Host systems of the tenant.'),
});

export const getAdapter = operation({
  id: 'getAdapter',
  method: 'get',
  path: '/adapters/{adapterName}',
  tag: 'adapters',
  summary: 'Read how a host system is doing',
  description: 'How far each kind of record is fetched, what went wrong last, what the host can do, and what waits for it.',
  action: 'adapters:read',
  answer: AdapterStatus,
});

export const probeAdapter = operation({
  id: 'probeAdapter',
  method: 'post',
  path: '/adapters/{adapterName}/probe',
  tag: 'adapters',
  summary: 'Compare the manifest with what the host says of itself',
  action: 'adapters:write',
  idempotency: 'harmless',
  answer: AdapterProbe,
  eventless: true,
  cost: 5,
  problems: ['host_unavailable', 'host_refused'],
});

export const syncAdapter = operation({
  id: 'syncAdapter',
  method: 'post',
  path: '/adapters/{adapterName}/sync',
  tag: 'adapters',
  summary: 'Fetch from a host system now',
  description: 'Done in the background; the answer says how it is at the moment.',
  action: 'adapters:write',
  idempotency: 'harmless',
  answer: AdapterStatus,
  status: 202,
  eventless: true,
});

export const forgetAdapter = operation({
  id: 'forgetAdapter',
  method: 'post',
  path: '/adapters/{adapterName}/forget',
  tag: 'adapters',
  summary: 'Throw away what is kept of a host system',
  description:
    'For who leaves a host, or has mirrored the wrong one: which records it had, how far it was fetched, and changes that have not reached it. The records stay as your own, or go with `records`. The host is told nothing. Of one that is still configured it has to be said that it is meant (`configured`); it is fetched from the beginning afterwards. If it is cut off, ask for it again.',
  action: 'adapters:write',
  idempotency: 'harmless',
  body: AdapterForget,
  answer: AdapterForgotten,
  eventless: true,
  cost: 5,
  maxSeconds: 300,
  problems: ['invalid', 'in_use'],
});

export const listAdapterUnmapped = operation({
  id: 'listAdapterUnmapped',
  method: 'get',
  path: '/adapters/{adapterName}/unmapped',
  tag: 'adapters',
  summary: 'List words of the host without a translation',
  description: 'Most frequent first. Add them to `enums` of the manifest.',
  action: 'adapters:read',
  answer: listOf('AdapterUnmappedList', AdapterUnmapped, 'Words of the host without a translation.'),
});

export const listAdapterRejections = operation({
  id: 'listAdapterRejections',
  method: 'get',
  path: '/adapters/{adapterName}/rejections',
  tag: 'adapters',
  summary: 'List records of the host that could not be taken over',
  action: 'adapters:read',
  answer: listOf('AdapterRejectionList', AdapterRejection, 'Records of the host that could not be taken over.'),
});

export const listAdapterWrites = operation({
  id: 'listAdapterWrites',
  method: 'get',
  path: '/adapters/{adapterName}/writes',
  tag: 'adapters',
  summary: 'List changes that have not reached the host',
  description: 'Oldest first. Conflicts show both values; dead ones were refused.',
  action: 'adapters:read',
  query: z.object({ state: someOf(['waiting', 'conflict', 'dead'], 'Only these states.').optional() }),
  answer: listOf('AdapterWriteList', AdapterWrite, 'Changes that have not reached the host.'),
});

export const retryAdapterWrite = operation({
  id: 'retryAdapterWrite',
  method: 'post',
  path: '/adapters/{adapterName}/writes/{writeId}/retry',
  tag: 'adapters',
  summary: 'Send a change again',
  description: 'Of a conflict: ours counts, and what the host has in these fields is overwritten.',
  action: 'adapters:write',
  idempotency: 'harmless',
  answer: AdapterWrite,
  eventless: true,
  problems: ['host_unavailable', 'host_refused'],
});

export const discardAdapterWrite = operation({
  id: 'discardAdapterWrite',
  method: 'post',
  path: '/adapters/{adapterName}/writes/{writeId}/discard',
  tag: 'adapters',
  summary: 'Give a change up',
  description: 'What the host has counts and is taken over; a record the host has never heard of goes.',
  action: 'adapters:write',
  idempotency: 'harmless',
  answer: AdapterWrite,
  eventless: true,
  problems: ['host_unavailable', 'host_refused'],
});

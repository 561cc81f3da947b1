import {
  Assignment,
  AssignmentBatch,
  AssignmentBatchResult,
  AssignmentCheck,
  AssignmentCheckResult,
  AssignmentCreate,
  AssignmentPatch,
  assignmentLocks,
  assignmentStatuses,
} from '@dispatchkit/contract';
import { z } from 'zod';
import { intervalQuery, listQuery, pageOf, Tombstone } from './lists.ts';
import { operation } from './operation.ts';
import { ids, someOf, sortBy } from './query.ts';

const AssignmentPage = pageOf('AssignmentPage', Assignment);

export const listAssignments = operation({
  id: 'listAssignments',
  method: 'get',
  path: '/assignments',
  tag: 'assignments',
  summary: 'List assignments',
  description: '`from` and `to` find those that overlap the interval.',
  action: 'assignments:read',
  query: z.object({
    ...listQuery,
    ...intervalQuery,
    status: someOf(assignmentStatuses, 'Only these statuses.').optional(),
    technicianId: ids('Only those of these technicians.').optional(),
    jobId: ids('Only those of these jobs.').optional(),
    lock: someOf(assignmentLocks, 'Only those with these locks.').optional(),
    sort: sortBy(['startsAt', 'endsAt', 'technicianId', 'jobId', 'status', 'createdAt', 'updatedAt'], 'startsAt').optional(),
  }),
  answer: AssignmentPage,
  problems: ['invalid_cursor'],
});

export const assignJob = operation({
  id: 'assignJob',
  method: 'post',
  path: '/assignments',
  tag: 'assignments',
  summary: 'Assign a job to a technician',
  description:
    'Broken rules answer 409 `assignment_conflict` with the violations and their numbers. Send `override: true` to place it anyway; the violations are then recorded.',
  action: 'assignments:write',
  body: AssignmentCreate,
  answer: Assignment,
  status: 201,
  location: '/assignments',
  etag: true,
  idempotency: 'kept',
  problems: ['assignment_conflict', 'already_exists', 'unknown_reference', 'transition_not_allowed'],
});

export const getAssignment = operation({
  id: 'getAssignment',
  method: 'get',
  path: '/assignments/{assignmentId}',
  tag: 'assignments',
  summary: 'Read an assignment',
  action: 'assignments:read',
  answer: Assignment,
  etag: true,
});

export const moveAssignment = operation({
  id: 'moveAssignment',
  method: 'patch',
  path: '/assignments/{assignmentId}',
  tag: 'assignments',
  summary: 'Move or change an assignment',
  description: 'JSON Merge Patch. A new `startsAt` without `endsAt` keeps the length.',
  action: 'assignments:write',
  body: AssignmentPatch,
  mergePatch: true,
  answer: Assignment,
  ifMatch: 'required',
  etag: true,
  problems: ['assignment_conflict', 'unknown_reference', 'transition_not_allowed'],
});

export const unassign = operation({
  id: 'unassign',
  method: 'delete',
  path: '/assignments/{assignmentId}',
  tag: 'assignments',
  summary: 'Take an assignment back',
  description: 'It can be brought back by creating one with the same id for the same job.',
  action: 'assignments:write',
  answer: Tombstone,
  ifMatch: 'required',
  problems: ['transition_not_allowed'],
});

export const batchAssignments = operation({
  id: 'batchAssignments',
  method: 'post',
  path: '/assignments/batch',
  tag: 'assignments',
  summary: 'Change several assignments, all or nothing',
  description: 'Operations run in order, in one transaction, with one event. Versions take the place of `If-Match`.',
  action: 'assignments:write',
  body: AssignmentBatch,
  maxBodyBytes: 8 * 1024 * 1024,
  cost: 5,
  answer: AssignmentBatchResult,
  idempotency: 'kept',
  problems: ['assignment_conflict', 'already_exists', 'unknown_reference', 'stale', 'transition_not_allowed'],
});

export const checkAssignment = operation({
  id: 'checkAssignment',
  method: 'post',
  path: '/assignments/check',
  tag: 'assignments',
  summary: 'Ask what the rules say of a placement',
  description: 'Nothing is written.',
  action: 'assignments:write',
  idempotency: 'harmless',
  body: AssignmentCheck,
  eventless: true,
  answer: AssignmentCheckResult,
  problems: ['unknown_reference'],
});

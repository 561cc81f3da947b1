import { z } from 'zod';
import type { Operation } from '../operations/operation.ts';

/**
 * Why a property that records have cannot be sent with this operation, and what to do instead; undefined when records have no such
 * property.
 */
export function readOnlyWords({ path, tag, method, body, answer }: Operation, property: string): string | undefined {
  const isOfRecord = answer instanceof z.ZodObject && Object.hasOwn(answer.shape, property);
  if (!isOfRecord || (body instanceof z.ZodObject && Object.hasOwn(body.shape, property))) return undefined;
  const instead = (tag === 'jobs' || tag === 'assignments' ? ofWork[property] : undefined) ?? ofAll[property];
  if (instead !== undefined) return `This is read-only. ${instead}`;
  const collection = path.split('/{')[0] ?? path;
  const isSetOnce = method === 'patch';
  return isSetOnce
    ? `This is read-only: it is said when the record is made (POST /v1${collection}), or follows from other things.`
    : 'This is read-only: it follows from other things.';
}

const byTransition = 'A job moves along its statuses by POST /v1/jobs/{jobId}/transitions.';

const ofWork: Readonly<Record<string, string>> = {
  status: byTransition,
  explicitStatus: byTransition,
  statusReason: byTransition,
  completedAt: byTransition,
  releasedAt: 'Send released: true or false with PATCH /v1/assignments/{assignmentId}.',
  jobId: 'Delete the assignment and make one for the other job.',
  overridden: 'Send override: true to break rules knowingly.',
};

const ofAll: Readonly<Record<string, string>> = {
  id: 'The id of a record never changes.',
  version: 'The connector counts it; name the one you have read in If-Match.',
  createdAt: 'The connector says when.',
  updatedAt: 'The connector says when.',
  technicianId: 'Delete this one and make another for the other technician.',
};

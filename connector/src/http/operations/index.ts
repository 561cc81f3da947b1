import * as adapters from './adapters.ts';
import * as assignments from './assignments.ts';
import * as credentials from './credentials.ts';
import * as exports from './exports.ts';
import * as imports from './import.ts';
import * as jobs from './jobs.ts';
import * as live from './live.ts';
import * as nearby from './nearby.ts';
import type { Operation } from './operation.ts';
import * as pendingChanges from './pending-changes.ts';
import * as people from './people.ts';
import * as places from './places.ts';
import * as planning from './planning.ts';
import * as resources from './resources.ts';
import * as retention from './retention.ts';
import * as settings from './settings.ts';
import * as webhooks from './webhooks.ts';

/** Every operation under `/v1`, in the order a reader of the reference meets them. */
export const operations: readonly Operation[] = [
  jobs,
  imports,
  planning,
  assignments,
  people,
  places,
  resources,
  webhooks,
  adapters,
  pendingChanges,
  exports,
  nearby,
  live,
  credentials,
  settings,
  retention,
]
  .flatMap((area) => Object.values<unknown>(area))
  // A collection is an object of its operations.
  .flatMap((entry) => (isOperation(entry) ? [entry] : operationsOf(entry)));

function operationsOf(collection: unknown): Operation[] {
  return Object.values<unknown>(Object(collection)).filter(isOperation);
}

function isOperation(value: unknown): value is Operation {
  return typeof value === 'object' && value !== null && 'method' in value && 'action' in value && 'path' in value;
}

import { firstDay } from '../data.ts';
import { type BenchTenant, fleetSize, officeJobs, technicians } from './seed.ts';

/** One call, as a client makes it. */
export interface Call {
  readonly method: string;
  readonly path: string;
  readonly body?: object;
  readonly ifMatch?: string;
}

/** Calls of one kind. */
export interface Step {
  readonly name: string;
  readonly tenant: BenchTenant;
  readonly role: 'dispatcher' | 'admin';
  readonly expectedStatus: number;
  readonly calls: readonly Call[];
  /** What is promised of it: a share of what a bare route does, in the same time. */
  readonly isPromised: boolean;
  /** Pieces of work in one call, such as fixes in a batch. Default 1. */
  readonly piecesPerCall?: number;
}

const hourMs = 3_600_000;
const at = (hours: number): string => new Date(firstDay + hours * hourMs).toISOString();
const technicianOf = (index: number): string => technicians[index % technicians.length]?.id ?? '';
const assignment = (index: number): string => `bench-assignment-${index}`;
const repeat = (count: number, call: (index: number) => Call): Call[] => Array.from({ length: count }, (_, index) => call(index));
const fixesAtOnce = 500;

export const listCall: Call = { method: 'GET', path: '/v1/jobs?status=unscheduled&sort=-priority,dueAt&limit=50' };
export const snapshotCall: Call = { method: 'GET', path: `/v1/snapshot?from=${at(0)}&to=${at(24)}` };

/** Places a job of the office that has no assignment yet. */
export function assignCall(index: number): Call {
  return {
    method: 'POST',
    path: '/v1/assignments',
    body: {
      id: assignment(index),
      jobId: officeJobs[index]?.id,
      technicianId: technicianOf(index),
      startsAt: at(8 + (index % 200) / 24),
      override: true,
    },
  };
}

/** Fixes of technicians of the fleet, one second later each time; the last of them are from now. */
export function fixesCall(index: number, count = fixesAtOnce): Call {
  const fixes = Array.from({ length: count }, (_, i) => ({
    technicianId: `technician-${(index * count + i) % fleetSize}`,
    latitude: 37.7 + i / 10_000,
    longitude: -122.4 - index / 10_000,
    accuracyMeters: 8,
    headingDegrees: null,
    at: new Date(Date.now() - 3_600_000 + index * 1_000).toISOString(),
  }));
  return { method: 'POST', path: '/v1/fixes', body: { fixes } };
}

/** What a busy company asks of the connector. Every run makes the same calls in the same order. */
export function steps(): Step[] {
  const office = { tenant: 'office', role: 'dispatcher' } as const;
  return [
    {
      ...office,
      name: 'read a job',
      expectedStatus: 200,
      isPromised: false,
      calls: repeat(200, (index) => ({ method: 'GET', path: `/v1/jobs/${officeJobs[index * 7]?.id}` })),
    },
    { ...office, name: 'list 50 of 10,000 jobs', expectedStatus: 200, isPromised: true, calls: repeat(300, () => listCall) },
    {
      ...office,
      name: 'full-text search',
      expectedStatus: 200,
      isPromised: false,
      calls: repeat(60, (index) => ({ method: 'GET', path: `/v1/jobs?q=hydrant%20${100 + index}&limit=50` })),
    },
    {
      name: 'snapshot, 200 technicians × 1,000 jobs',
      tenant: 'board',
      role: 'dispatcher',
      expectedStatus: 200,
      isPromised: true,
      calls: repeat(30, () => snapshotCall),
    },
    {
      ...office,
      name: 'create a job',
      expectedStatus: 201,
      isPromised: false,
      calls: repeat(100, (index) => {
        return {
          method: 'POST',
          path: '/v1/jobs',
          body: { id: `bench-job-${index}`, title: `Hydrant leaking at ${index}`, durationMinutes: 45 },
        };
      }),
    },
    { ...office, name: 'assign a job', expectedStatus: 201, isPromised: true, calls: repeat(200, assignCall) },
    {
      ...office,
      name: 'move an assignment',
      expectedStatus: 200,
      isPromised: false,
      calls: repeat(100, (index) => ({
        method: 'PATCH',
        path: `/v1/assignments/${assignment(index)}`,
        body: { technicianId: technicianOf(index + 1), startsAt: at(9 + index / 24), override: true },
        ifMatch: '"v1"',
      })),
    },
    {
      ...office,
      name: 'batch of 50 assignments',
      expectedStatus: 200,
      isPromised: true,
      calls: repeat(20, (index) => ({
        method: 'POST',
        path: '/v1/assignments/batch',
        body: {
          operations: Array.from({ length: 50 }, (_, i) => ({
            op: 'create',
            assignment: assignCall(1_000 + index * 50 + i).body,
          })),
        },
      })),
    },
    {
      name: 'fixes, in batches of 500',
      tenant: 'fleet',
      role: 'admin',
      expectedStatus: 202,
      isPromised: true,
      piecesPerCall: fixesAtOnce,
      calls: repeat(40, (index) => fixesCall(index)),
    },
  ];
}

import { type BenchJob, firstDay } from '../data.ts';

/** One call, as a client makes it. */
export interface Call {
  readonly method: string;
  readonly path: string;
  readonly body?: object;
  readonly ifMatch?: string;
}

/** Calls of one kind; the time of a step is the mean of its calls. */
export interface Step {
  readonly name: string;
  readonly expectedStatus: number;
  readonly calls: readonly Call[];
}

const hourMs = 3_600_000;

/** What a busy office asks of the connector. Every run makes the same calls in the same order. */
export function officeSteps(jobs: readonly BenchJob[], technicianIds: readonly string[]): Step[] {
  const repeat = (count: number, call: (index: number) => Call): Call[] =>
    Array.from({ length: count }, (_, index) => call(index));
  const at = (hours: number): string => new Date(firstDay + hours * hourMs).toISOString();
  const technicianOf = (index: number): string => technicianIds[index % technicianIds.length] ?? '';
  const assignment = (index: number): string => `bench-assignment-${index}`;
  return [
    {
      name: 'read a job',
      expectedStatus: 200,
      calls: repeat(200, (index) => ({ method: 'GET', path: `/v1/jobs/${jobs[index * 7]?.id}` })),
    },
    {
      name: 'list 50 of 10,000 jobs',
      expectedStatus: 200,
      calls: repeat(30, () => ({ method: 'GET', path: '/v1/jobs?status=unscheduled&sort=-priority,dueAt&limit=50' })),
    },
    {
      name: 'full-text search',
      expectedStatus: 200,
      calls: repeat(30, (index) => ({ method: 'GET', path: `/v1/jobs?q=hydrant%20${100 + index}&limit=50` })),
    },
    {
      name: 'create a job',
      expectedStatus: 201,
      calls: repeat(100, (index) => {
        return {
          method: 'POST',
          path: '/v1/jobs',
          body: { id: `bench-job-${index}`, title: `Hydrant leaking at ${index}`, durationMinutes: 45 },
        };
      }),
    },
    {
      name: 'assign a job',
      expectedStatus: 201,
      calls: repeat(100, (index) => ({
        method: 'POST',
        path: '/v1/assignments',
        body: {
          id: assignment(index),
          jobId: jobs[index]?.id,
          technicianId: technicianOf(index),
          startsAt: at(8 + index / 24),
          override: true,
        },
      })),
    },
    {
      name: 'move an assignment',
      expectedStatus: 200,
      calls: repeat(100, (index) => ({
        method: 'PATCH',
        path: `/v1/assignments/${assignment(index)}`,
        body: { technicianId: technicianOf(index + 1), startsAt: at(9 + index / 24), override: true },
        ifMatch: '"v1"',
      })),
    },
    {
      name: 'snapshot, 10,000 jobs',
      expectedStatus: 200,
      calls: repeat(3, () => ({ method: 'GET', path: `/v1/snapshot?from=${at(0)}&to=${at(24)}&jobs=all` })),
    },
  ];
}

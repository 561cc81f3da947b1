import { type DispatchSource, indexesOf, schedulingContext, spanOf } from '@dispatchkit/client';
import { workingTimes } from '@dispatchkit/scheduling';
import type { TimelineRecords } from './timeline.model.ts';

/** Reads a source the way the model wants it. */
export function recordsOf(source: DispatchSource): TimelineRecords {
  const indexes = indexesOf(source);
  return {
    technicians: () => source.tables.technicians,
    job: (id) => source.tables.jobs.get(id),
    ownerOf: (kind, id) => source.tables[kind].get(id)?.technicianId,
    assignmentsOfTechnician: (technicianId, span) => indexes.assignmentsOfTechnician(technicianId, span),
    assignmentsOfJob: (jobId) => indexes.assignmentsOfJob(jobId),
    workingTimesOf: (technicianId, span) => workingTimes(technicianId, span, schedulingContext(source)),
    timeOffOf: (technicianId, span) => indexes.timeOffOf(technicianId, span),
    spanOf,
  };
}

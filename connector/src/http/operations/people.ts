import {
  Shift,
  ShiftCreate,
  ShiftPatch,
  Technician,
  TechnicianCreate,
  TechnicianPatch,
  TimeOff,
  TimeOffCreate,
  TimeOffPatch,
  technicianStatuses,
} from '@dispatchkit/contract';
import { z } from 'zod';
import { bboxQuery, intervalQuery, listQuery, pageOf, Tombstone } from './lists.ts';
import { operation } from './operation.ts';
import { anyOf, customFilter, flag, ids, someOf, sortBy } from './query.ts';

const TechnicianPage = pageOf('TechnicianPage', Technician);
const ShiftPage = pageOf('ShiftPage', Shift);
const TimeOffPage = pageOf('TimeOffPage', TimeOff);

export const listTechnicians = operation({
  id: 'listTechnicians',
  method: 'get',
  path: '/technicians',
  tag: 'technicians',
  summary: 'List technicians',
  action: 'technicians:read',
  query: z.object({
    ...listQuery,
    status: someOf(technicianStatuses, 'Only these statuses.').optional(),
    active: flag('Only those who are (not) active.').optional(),
    skill: anyOf('Only those who have one of these skills.').optional(),
    certification: anyOf('Only those who hold one of these certifications.').optional(),
    crewId: ids('Only those of these crews.').optional(),
    territory: anyOf('Only those of these territories.').optional(),
    bbox: bboxQuery,
    custom: customFilter,
    sort: sortBy(['name', 'status', 'createdAt', 'updatedAt'], 'name', { custom: true }).optional(),
  }),
  answer: TechnicianPage,
  problems: ['invalid_cursor'],
});
export const createTechnician = operation({
  id: 'createTechnician',
  method: 'post',
  path: '/technicians',
  tag: 'technicians',
  summary: 'Create a technician',
  action: 'technicians:write',
  body: TechnicianCreate,
  answer: Technician,
  status: 201,
  location: '/technicians',
  etag: true,
  idempotency: 'kept',
  problems: ['already_exists', 'unknown_reference'],
});
export const getTechnician = operation({
  id: 'getTechnician',
  method: 'get',
  path: '/technicians/{technicianId}',
  tag: 'technicians',
  summary: 'Read a technician',
  description: 'The live position changes without a new version.',
  action: 'technicians:read',
  answer: Technician,
  etag: true,
  alwaysFresh: true,
});
export const changeTechnician = operation({
  id: 'changeTechnician',
  method: 'patch',
  path: '/technicians/{technicianId}',
  tag: 'technicians',
  summary: 'Change a technician',
  action: 'technicians:write',
  body: TechnicianPatch,
  mergePatch: true,
  answer: Technician,
  ifMatch: 'required',
  etag: true,
  problems: ['already_exists', 'unknown_reference'],
});
export const deleteTechnician = operation({
  id: 'deleteTechnician',
  method: 'delete',
  path: '/technicians/{technicianId}',
  tag: 'technicians',
  summary: 'Delete a technician',
  action: 'technicians:write',
  answer: Tombstone,
  ifMatch: 'required',
  problems: ['in_use'],
});

const overlapping = '`from` and `to` find those that overlap the interval.';
const stretchSort = sortBy(['startsAt', 'endsAt', 'technicianId', 'createdAt', 'updatedAt'], 'startsAt').optional();
const ofTechnicians = ids('Only those of these technicians.').optional();

export const listShifts = operation({
  id: 'listShifts',
  method: 'get',
  path: '/shifts',
  tag: 'shifts',
  summary: 'List shifts',
  description: overlapping,
  action: 'shifts:read',
  query: z.object({ ...listQuery, ...intervalQuery, technicianId: ofTechnicians, sort: stretchSort }),
  answer: ShiftPage,
  problems: ['invalid_cursor'],
});
export const listTechnicianShifts = operation({
  id: 'listTechnicianShifts',
  method: 'get',
  path: '/technicians/{technicianId}/shifts',
  tag: 'shifts',
  summary: 'List shifts of a technician',
  description: overlapping,
  action: 'shifts:read',
  query: z.object({ ...listQuery, ...intervalQuery, sort: stretchSort }),
  answer: ShiftPage,
  problems: ['invalid_cursor'],
});
export const createShift = operation({
  id: 'createShift',
  method: 'post',
  path: '/shifts',
  tag: 'shifts',
  summary: 'Create a shift',
  action: 'shifts:write',
  body: ShiftCreate,
  answer: Shift,
  status: 201,
  location: '/shifts',
  etag: true,
  idempotency: 'kept',
  problems: ['already_exists', 'unknown_reference'],
});
export const getShift = operation({
  id: 'getShift',
  method: 'get',
  path: '/shifts/{shiftId}',
  tag: 'shifts',
  summary: 'Read a shift',
  action: 'shifts:read',
  answer: Shift,
  etag: true,
});
export const changeShift = operation({
  id: 'changeShift',
  method: 'patch',
  path: '/shifts/{shiftId}',
  tag: 'shifts',
  summary: 'Change a shift',
  action: 'shifts:write',
  body: ShiftPatch,
  mergePatch: true,
  answer: Shift,
  ifMatch: 'required',
  etag: true,
  problems: ['already_exists'],
});
export const deleteShift = operation({
  id: 'deleteShift',
  method: 'delete',
  path: '/shifts/{shiftId}',
  tag: 'shifts',
  summary: 'Delete a shift',
  action: 'shifts:write',
  answer: Tombstone,
  ifMatch: 'required',
});

export const listTimeOff = operation({
  id: 'listTimeOff',
  method: 'get',
  path: '/time-off',
  tag: 'time off',
  summary: 'List time off',
  description: overlapping,
  action: 'time_off:read',
  query: z.object({ ...listQuery, ...intervalQuery, technicianId: ofTechnicians, sort: stretchSort }),
  answer: TimeOffPage,
  problems: ['invalid_cursor'],
});
export const listTechnicianTimeOff = operation({
  id: 'listTechnicianTimeOff',
  method: 'get',
  path: '/technicians/{technicianId}/time-off',
  tag: 'time off',
  summary: 'List time off of a technician',
  description: overlapping,
  action: 'time_off:read',
  query: z.object({ ...listQuery, ...intervalQuery, sort: stretchSort }),
  answer: TimeOffPage,
  problems: ['invalid_cursor'],
});
export const createTimeOff = operation({
  id: 'createTimeOff',
  method: 'post',
  path: '/time-off',
  tag: 'time off',
  summary: 'Create time off',
  action: 'time_off:write',
  body: TimeOffCreate,
  answer: TimeOff,
  status: 201,
  location: '/time-off',
  etag: true,
  idempotency: 'kept',
  problems: ['already_exists', 'unknown_reference'],
});
export const getTimeOff = operation({
  id: 'getTimeOff',
  method: 'get',
  path: '/time-off/{timeOffId}',
  tag: 'time off',
  summary: 'Read time off',
  action: 'time_off:read',
  answer: TimeOff,
  etag: true,
});
export const changeTimeOff = operation({
  id: 'changeTimeOff',
  method: 'patch',
  path: '/time-off/{timeOffId}',
  tag: 'time off',
  summary: 'Change time off',
  action: 'time_off:write',
  body: TimeOffPatch,
  mergePatch: true,
  answer: TimeOff,
  ifMatch: 'required',
  etag: true,
  problems: ['already_exists'],
});
export const deleteTimeOff = operation({
  id: 'deleteTimeOff',
  method: 'delete',
  path: '/time-off/{timeOffId}',
  tag: 'time off',
  summary: 'Delete time off',
  action: 'time_off:write',
  answer: Tombstone,
  ifMatch: 'required',
});

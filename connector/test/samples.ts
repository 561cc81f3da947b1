/** A request to an operation that would succeed for whoever may make it, on the records of the fixture. */
export interface Sample {
  readonly path?: string;
  readonly send?: unknown;
}

const window = 'from=2026-11-20T00:00:00Z&to=2026-11-21T00:00:00Z';
/** One of every operation: the permission table asks them, the examples of the reference are their answers, and fuzzing starts from them. */
export const samples: Readonly<Record<string, Sample>> = {
  listJobs: {},
  createJob: { send: { title: 'Broken lift' } },
  getJob: { path: '/jobs/j1' },
  changeJob: { path: '/jobs/j1', send: { priority: 'high' } },
  deleteJob: { path: '/jobs/j2' },
  transitionJob: { path: '/jobs/j1/transitions', send: { to: 'en_route', assignmentId: 'a1' } },
  listJobEvents: { path: '/jobs/j1/events' },
  listAssignments: {},
  assignJob: { send: { jobId: 'j2', technicianId: 't2', startsAt: '2026-11-20T13:00:00Z' } },
  getAssignment: { path: '/assignments/a1' },
  moveAssignment: { path: '/assignments/a1', send: { notes: 'Ring twice' } },
  unassign: { path: '/assignments/a1' },
  batchAssignments: { send: { operations: [{ op: 'delete', id: 'a1', version: 1 }] } },
  checkAssignment: { send: { jobId: 'j1', technicianId: 't1', startsAt: '2026-11-20T13:00:00Z' } },
  listTechnicians: {},
  createTechnician: { send: { name: 'Cleo Marsh' } },
  getTechnician: { path: '/technicians/t1' },
  changeTechnician: { path: '/technicians/t1', send: { status: 'break' } },
  deleteTechnician: { path: '/technicians/t3' },
  listTechnicianShifts: { path: '/technicians/t1/shifts' },
  listTechnicianTimeOff: { path: '/technicians/t1/time-off' },
  listShifts: {},
  createShift: { send: { technicianId: 't1', startsAt: '2026-11-21T08:00:00Z', endsAt: '2026-11-21T16:00:00Z' } },
  getShift: { path: '/shifts/sh1' },
  changeShift: { path: '/shifts/sh1', send: { endsAt: '2026-11-20T19:00:00Z' } },
  deleteShift: { path: '/shifts/sh1' },
  listTimeOff: {},
  createTimeOff: { send: { technicianId: 't1', startsAt: '2026-11-22T08:00:00Z', endsAt: '2026-11-22T16:00:00Z' } },
  getTimeOff: { path: '/time-off/off1' },
  changeTimeOff: { path: '/time-off/off1', send: { reason: 'Training' } },
  deleteTimeOff: { path: '/time-off/off1' },
  listCustomers: {},
  createCustomer: { send: { name: 'Mill Street School' } },
  getCustomer: { path: '/customers/c1' },
  changeCustomer: { path: '/customers/c1', send: { phone: '555-0100' } },
  deleteCustomer: { path: '/customers/c2' },
  listSites: {},
  createSite: { send: { name: 'Depot' } },
  getSite: { path: '/sites/s1' },
  changeSite: { path: '/sites/s1', send: { accessNotes: 'Side door' } },
  deleteSite: { path: '/sites/s2' },
  readSnapshot: { path: `/snapshot?${window}` },
  readEvents: {},
  recordFixes: {
    send: {
      fixes: [
        {
          technicianId: 't1',
          latitude: 37.7,
          longitude: -122.4,
          accuracyMeters: 8,
          headingDegrees: null,
          at: '2026-11-20T11:59:00Z',
        },
      ],
    },
  },
  readSettings: {},
  changeSettings: { send: { name: 'Acme Field Service' } },
};

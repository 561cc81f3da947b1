import type { Services } from '../../services/index.ts';
import * as operations from '../operations/people.ts';
import { pageAnswer } from './page.ts';
import type { Register } from './register.ts';

export function technicianRoutes(on: Register, services: Services): void {
  on(operations.listTechnicians, async ({ actor, query }) => pageAnswer(await services.listTechnicians(actor, query)));
  on(operations.createTechnician, ({ actor, body }) => services.createTechnician(actor, body));
  on(operations.getTechnician, ({ actor, params }) => services.getTechnician(actor, params.technicianId));
  on(operations.changeTechnician, ({ actor, params, body, expectedVersion }) =>
    services.changeTechnician(actor, params.technicianId, body, expectedVersion),
  );
  on(operations.deleteTechnician, ({ actor, params, expectedVersion }) =>
    services.deleteTechnician(actor, params.technicianId, expectedVersion),
  );
  on(operations.listTechnicianShifts, async ({ actor, params, query }) => {
    await services.getTechnician(actor, params.technicianId);
    return pageAnswer(await services.listShifts(actor, { ...query, technicianId: [params.technicianId] }));
  });
  on(operations.listTechnicianTimeOff, async ({ actor, params, query }) => {
    await services.getTechnician(actor, params.technicianId);
    return pageAnswer(await services.listTimeOff(actor, { ...query, technicianId: [params.technicianId] }));
  });
}

export function shiftRoutes(on: Register, services: Services): void {
  on(operations.listShifts, async ({ actor, query }) => pageAnswer(await services.listShifts(actor, query)));
  on(operations.createShift, ({ actor, body }) => services.createShift(actor, body));
  on(operations.getShift, ({ actor, params }) => services.getShift(actor, params.shiftId));
  on(operations.changeShift, ({ actor, params, body, expectedVersion }) =>
    services.changeShift(actor, params.shiftId, body, expectedVersion),
  );
  on(operations.deleteShift, ({ actor, params, expectedVersion }) =>
    services.deleteShift(actor, params.shiftId, expectedVersion),
  );
}

export function timeOffRoutes(on: Register, services: Services): void {
  on(operations.listTimeOff, async ({ actor, query }) => pageAnswer(await services.listTimeOff(actor, query)));
  on(operations.createTimeOff, ({ actor, body }) => services.createTimeOff(actor, body));
  on(operations.getTimeOff, ({ actor, params }) => services.getTimeOff(actor, params.timeOffId));
  on(operations.changeTimeOff, ({ actor, params, body, expectedVersion }) =>
    services.changeTimeOff(actor, params.timeOffId, body, expectedVersion),
  );
  on(operations.deleteTimeOff, ({ actor, params, expectedVersion }) =>
    services.deleteTimeOff(actor, params.timeOffId, expectedVersion),
  );
}

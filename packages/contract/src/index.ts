/** Schemas (zod) of everything on the wire, and the words they are made of. Pages that only need words import `./words`. */
export * from './commands/credentials.ts';
export * from './commands/import.ts';
export * from './commands/index.ts';
export * from './commands/nearby.ts';
export * from './commands/planning.ts';
export * from './commands/resources.ts';
export * from './commands/webhooks.ts';
export * from './entities/index.ts';
export {
  type Action,
  type ActorRole,
  type AssignmentLock,
  actions,
  actorRoles,
  assignmentLocks,
  assignmentStatuses,
  type BoardKind,
  boardKinds,
  type Capabilities,
  type CheckInOutcome,
  canMove,
  capabilitiesOf,
  checkInOutcomes,
  deriveJobStatus,
  type EventType,
  type ExplicitJobStatus,
  eventTypes,
  explicitJobStatuses,
  type Grant,
  geocodeQualities,
  grantOf,
  isBoardKind,
  isOpen,
  jobStatuses,
  jobStatusMoves,
  jobTypes,
  kinds,
  type Method,
  methods,
  movesNeedingReason,
  type ProblemCode,
  priorities,
  problemCodes,
  problems,
  problemType,
  type Role,
  roleMatrix,
  roles,
  type TechnicianStatus,
  type TravelQuality,
  technicianStatuses,
  travelQualities,
  type ViolationCode,
  type ViolationSeverity,
  violationCodes,
} from './words/index.ts';

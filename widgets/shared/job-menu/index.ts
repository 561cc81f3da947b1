/** The menu on jobs, the same in every widget. */
export { assignCommands, type Candidate, candidatesFor, movableAssignment } from './candidates.ts';
export { type JobMenuOptions, jobMenu, unassignJobs } from './job-menu.ts';
export { jobMenuMessages } from './messages.ts';

/** The menu on jobs, the same in every widget. */
export { assignCommands, canPlace, movableAssignment } from './candidates.ts';
export { jobMenu, unassignJobs } from './job-menu.ts';
export { jobMenuMessages } from './messages.ts';

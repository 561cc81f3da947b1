import type { Migration } from './migration.ts';

/** Lists of one state and type of work are counted, and put in the dispatcher's order, without looking at the jobs themselves. */
export const coveringIndices: Migration = {
  version: 7,
  name: 'covering indices',
  statements: [
    // `deleted_at` again, although every row of the index has none: the database does not conclude that, and would look it up.
    'drop index jobs_status',
    `create index jobs_status on jobs (tenant, status, priority_rank desc, (due_at is null), due_at, id, deleted_at)
      where deleted_at is null`,
    `create index jobs_status_type on jobs (tenant, status, type, priority_rank desc, (due_at is null), due_at, id, deleted_at)
      where deleted_at is null`,
  ],
};

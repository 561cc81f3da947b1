import type { Migration } from './migration.ts';

/** Indices that keep questions about places, and the dispatcher's own list, as quick at a million jobs as at ten thousand. */
export const performanceIndices: Migration = {
  version: 5,
  name: 'performance',
  statements: [
    // Rows of a hundredth of a degree of latitude: a box is a few of them, each a range of longitudes (see grid.ts).
    `create index sites_grid on sites (tenant, cast((latitude + 90.0) * 100 as integer), longitude, latitude, id)
      where deleted_at is null`,
    // Whether a job of a site is open is read off the index; most are not.
    'drop index jobs_site',
    'create index jobs_site on jobs (tenant, site_id, deleted_at, status)',
    // With the site beside it, jobs in a large area are picked out of the dispatcher's order without reading the others.
    'drop index jobs_priority',
    `create index jobs_priority on jobs (tenant, priority_rank desc, (due_at is null), due_at, id, status, site_id)
      where deleted_at is null`,
    // Most lists ask for one state of the work, and few jobs of many are in it: they are read in the dispatcher's order as well.
    'drop index jobs_status',
    `create index jobs_status on jobs (tenant, status, priority_rank desc, (due_at is null), due_at, id, type)
      where deleted_at is null`,
  ],
};

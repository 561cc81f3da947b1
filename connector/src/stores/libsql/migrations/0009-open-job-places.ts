import type { Migration } from './migration.ts';

const isShown = (job: 'new' | 'old' | 'jobs') =>
  `(${job}.deleted_at is null and ${job}.status not in ('completed', 'cancelled'))`;

const insert = 'insert into open_job_places (job_row_id, tenant, latitude, longitude)';
const isPlaced = (site: 'new' | 'sites') =>
  `${site}.deleted_at is null and ${site}.latitude is not null and ${site}.longitude is not null`;
const placeOfNewJob = `${insert} select new.row_id, sites.tenant, sites.latitude, sites.longitude from sites
  where ${isShown('new')} and sites.tenant = new.tenant and sites.id = new.site_id and ${isPlaced('sites')};`;
const forgetOldJob = 'delete from open_job_places where job_row_id = old.row_id;';

/**
 * Where work is open: most jobs are over, and whoever asks what is near would walk past all of those. Triggers keep it, so it is right
 * whoever writes: this version, the one before, a copy of a tenant.
 */
export const openJobPlaces: Migration = {
  version: 9,
  name: 'open job places',
  statements: [
    // Rows of a hundredth of a degree of latitude, as in sites_grid.
    `create table open_job_places (job_row_id integer primary key, tenant text not null, latitude real not null, longitude real not null,
      cell integer not null generated always as (cast((latitude + 90.0) * 100 as integer)) stored)`,
    `${insert} select jobs.row_id, jobs.tenant, sites.latitude, sites.longitude
      from jobs join sites on sites.tenant = jobs.tenant and sites.id = jobs.site_id where ${isShown('jobs')} and ${isPlaced('sites')}`,
    'create index open_job_places_grid on open_job_places (tenant, cell, longitude, latitude)',
    `create trigger open_job_places_of_added_job after insert on jobs when ${isShown('new')} begin ${placeOfNewJob} end`,
    `create trigger open_job_places_of_changed_job after update on jobs
      when ${isShown('old')} <> ${isShown('new')} or old.site_id is not new.site_id begin ${forgetOldJob} ${placeOfNewJob} end`,
    `create trigger open_job_places_of_removed_job after delete on jobs when ${isShown('old')} begin ${forgetOldJob} end`,
    `create trigger open_job_places_of_changed_site after update on sites
      when old.latitude is not new.latitude or old.longitude is not new.longitude or old.deleted_at is not new.deleted_at
      begin
        delete from open_job_places
          where job_row_id in (select row_id from jobs where jobs.tenant = new.tenant and jobs.site_id = new.id);
        ${insert} select jobs.row_id, new.tenant, new.latitude, new.longitude from jobs
          where jobs.tenant = new.tenant and jobs.site_id = new.id and ${isShown('jobs')} and ${isPlaced('new')};
      end`,
  ],
};

import type { Migration } from './migration.ts';

/** Histories of records of every kind, also for what happened before; and a record for each certification technicians hold. */
export const histories: Migration = {
  version: 6,
  name: 'histories',
  statements: [
    `insert or ignore into event_subjects (tenant, subject, seq)
      select e.tenant, c.value ->> '$.kind' || ':' || (c.value ->> '$.id'), e.seq
      from events e, json_each(e.event, '$.changes') c
      where c.value ->> '$.kind' not in ('jobs', 'technicians')`,
    // Worked out once, or the id in the record would not be that of its row.
    `with made as materialized (
        select t.tenant, t.id as technician_id, t.updated_at as at, lower(hex(randomblob(16))) as id,
          c.value ->> '$.key' as key, c.value ->> '$.expiresOn' as expires_on
        from technicians t, json_each(t.record, '$.certifications') c
        where t.deleted_at is null and not exists (
          select 1 from certifications r where r.tenant = t.tenant and r.technician_id = t.id and r.key = c.value ->> '$.key'))
      insert into certifications (tenant, id, record)
      select tenant, id, json_object('id', id, 'externalRef', null, 'version', 1, 'custom', json('{}'), 'createdAt', at, 'updatedAt', at,
        'technicianId', technician_id, 'key', key, 'number', null, 'issuedOn', null, 'expiresOn', expires_on, 'notes', '')
      from made`,
  ],
};

import { z } from 'zod';
import { listAssignments } from './assignments.ts';
import { listJobs } from './jobs.ts';
import { operation } from './operation.ts';
import { listShifts, listTechnicians, listTimeOff } from './people.ts';
import { listCustomers, listSites } from './places.ts';
import { anyOf, flag } from './query.ts';
import { certifications, crews, equipment } from './resources.ts';

const tableQuery = {
  columns: anyOf(
    "Columns in this order: names of fields, names of what belongs to it (`customer`, `address`), `custom.<key>` for the tenant's own. Standard: all.",
    z.string().min(1).max(80),
  ).optional(),
  header: z
    .enum(['keys', 'labels'], 'Give keys or labels')
    .meta({
      description: 'First row: `keys`, which an import can read again, or `labels` for people. Standard: `keys`.',
      example: 'labels',
    })
    .optional(),
  separator: z
    .enum(['comma', 'semicolon', 'tab'], 'Give comma, semicolon or tab')
    .meta({
      description: 'Between cells: what spreadsheets of the country expect. Standard: `comma`.',
      example: 'semicolon',
    })
    .optional(),
  bom: flag('Begin with a byte order mark, which some spreadsheets need to read UTF-8. Standard: false.').optional(),
} as const;

type Paging = 'limit' | 'cursor' | 'total' | 'include' | 'fields';

/** The filters of a list, without what chooses and dresses a page of it. */
function filtersOf<Shape extends z.ZodRawShape>({ query }: { readonly query?: z.ZodObject<Shape> }): Omit<Shape, Paging> {
  const paging: readonly string[] = ['limit', 'cursor', 'total', 'include', 'fields'] satisfies Paging[];
  const entries = Object.entries(query?.shape ?? {}).filter(([name]) => !paging.includes(name));
  return Object.fromEntries(entries) as Omit<Shape, Paging>;
}

const guarded =
  'The filters are those of the list. All that match are written, a page at a time. Texts that a spreadsheet would run as a formula have an apostrophe in front; an import takes it off again.';

/** Two operations: a table, and records as they are. */
function exportsOf<const Collection extends string, Shape extends z.ZodRawShape>(
  collection: Collection,
  name: string,
  words: string,
  list: { readonly query?: z.ZodObject<Shape> },
) {
  const filters = filtersOf(list);
  return {
    table: operation({
      id: `export${name}`,
      method: 'get',
      path: `/exports/${collection}.csv` as const,
      tag: 'exports',
      summary: `Export ${words} as CSV`,
      description: guarded,
      action: 'exports:read',
      query: z.object({ ...filters, ...tableQuery }),
      file: 'text/csv',
      cost: 10,
    }),
    lines: operation({
      id: `export${name}Lines`,
      method: 'get',
      path: `/exports/${collection}.ndjson` as const,
      tag: 'exports',
      summary: `Export ${words} as lines of JSON`,
      description: 'The filters are those of the list. Each line is a record as the list shows it.',
      action: 'exports:read',
      query: z.object(filters),
      file: 'application/x-ndjson',
      cost: 10,
    }),
  };
}

export const jobExports = exportsOf('jobs', 'Jobs', 'jobs', listJobs);
export const assignmentExports = exportsOf('assignments', 'Assignments', 'assignments', listAssignments);
export const technicianExports = exportsOf('technicians', 'Technicians', 'technicians', listTechnicians);
export const customerExports = exportsOf('customers', 'Customers', 'customers', listCustomers);
export const siteExports = exportsOf('sites', 'Sites', 'sites', listSites);
export const shiftExports = exportsOf('shifts', 'Shifts', 'shifts', listShifts);
export const timeOffExports = exportsOf('time-off', 'TimeOff', 'time off', listTimeOff);
export const crewExports = exportsOf('crews', 'Crews', 'crews', crews.list);
export const equipmentExports = exportsOf('equipment', 'Equipment', 'equipment', equipment.list);
export const certificationExports = exportsOf('certifications', 'Certifications', 'certifications', certifications.list);

const calendar =
  'One entry per assignment, with times in UTC: right on every day of the year, in every calendar. The id of an entry never changes and its sequence rises with every change of the assignment or its job, so a calendar that reads it again follows. Cancelled jobs are told as cancelled. With `updatedSince` come the entries that changed since; deleted ones are told as cancelled, and so is, in a calendar of some technicians, what was given to others since. Send the token in the Authorization header as for everything else: there are no addresses with secrets in them.';
const { updatedSince, from, to, ...assignmentFilters } = filtersOf(listAssignments);

export const exportCalendar = operation({
  id: 'exportCalendar',
  method: 'get',
  path: '/exports/assignments.ics',
  tag: 'exports',
  summary: 'Export assignments as a calendar',
  description: calendar,
  action: 'exports:read',
  query: z.object({ ...assignmentFilters, updatedSince, from, to }),
  file: 'text/calendar',
  cost: 10,
});
export const exportTechnicianCalendar = operation({
  id: 'exportTechnicianCalendar',
  method: 'get',
  path: '/technicians/{technicianId}/calendar.ics',
  tag: 'exports',
  summary: 'Export the calendar of a technician',
  description: calendar,
  action: 'exports:read',
  query: z.object({ updatedSince, from, to }),
  file: 'text/calendar',
  cost: 10,
});

import type { Tag } from '../operations/operation.ts';

/** What a reader finds under each tag. */
export const tagDescriptions: Readonly<Record<Tag, string>> = {
  jobs: 'Work that is wanted. When and by whom is said by its assignments; its status is derived from them.',
  assignments: 'One technician, one job, one interval. Rules are checked when one is placed; warnings can be overridden.',
  technicians: 'Those who do the work, with skills, territories and their last known position.',
  customers: 'Those the work is for.',
  sites: 'Places of work: address, position, and how good the position is.',
  shifts: 'When technicians work, with breaks.',
  'time off': 'When technicians are away.',
  crews: 'Technicians who work together.',
  equipment: 'Things that are taken to a job, once at a time.',
  certifications: 'Proofs held by technicians, and how long they are valid.',
  dependencies: 'Jobs that wait for other jobs.',
  series: 'Jobs that come again and again, by a recurrence rule.',
  views: 'Saved columns, filters and colours.',
  'API keys': 'Keys for other systems: shown once, kept as a hash, limited by scopes.',
  webhooks: 'Addresses that are told of events (Standard Webhooks).',
  adapters: 'Host systems: what is fetched from them, what waits for them, and what went wrong.',
  'pending changes': 'Changes that wait for a host system, are in conflict or were refused, for those who plan to decide.',
  exports: 'Lists as CSV or JSON lines, calendars as iCalendar.',
  live: 'All of a window in one answer, the stream of every change, and positions.',
  tokens: 'Short-lived tokens for pages and customers, and taking tokens back.',
  settings: 'What a tenant has chosen.',
  system: 'For operators and tools.',
};

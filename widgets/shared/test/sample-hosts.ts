import type { HostStanding } from '@dispatchkit/contract';

export type SampleStanding =
  | 'loading'
  | 'counting'
  | 'stale'
  | 'away'
  | 'refusing'
  | 'waiting'
  | 'conflict'
  | 'refused'
  | 'several';
export const sampleStandings: readonly SampleStanding[] = [
  'loading',
  'counting',
  'stale',
  'away',
  'refusing',
  'waiting',
  'conflict',
  'refused',
  'several',
];

const erp: HostStanding = {
  name: 'erp',
  label: 'Tryton',
  modes: { jobs: 'mirror', customers: 'mirror', sites: 'mirror', technicians: 'mirror' },
  state: 'current',
  asOf: '2026-11-20T19:23:40.000Z',
  progress: null,
  whenAway: 'queue',
  writes: { waiting: 0, conflict: 0, dead: 0 },
  records: [],
};
/** 10:58, 26 minutes before the sample's now. */
const earlier = '2026-11-20T18:58:00.000Z';

type Records = HostStanding['records'];
/** Jobs a sample of 160 shows at first: among those due next in the grid, and on the board. */
const waiting: Records = ['job-00121', 'job-00050', 'job-00055', 'job-00137'].map((id) => ({
  kind: 'jobs',
  id,
  state: 'waiting',
}));
const conflict: Records = [{ kind: 'jobs', id: 'job-00068', state: 'conflict' }];
const dead: Records = [{ kind: 'jobs', id: 'job-00040', state: 'dead' }];

function holding(records: Records): Pick<HostStanding, 'records' | 'writes'> {
  const count = (state: Records[number]['state']) => records.filter((record) => record.state === state).length;
  return { records, writes: { waiting: count('waiting'), conflict: count('conflict'), dead: count('dead') } };
}

/** A host system in every state there is, for stories and tests. */
export function sampleHosts(standing: SampleStanding | 'current'): HostStanding[] {
  switch (standing) {
    case 'current':
      return [erp];
    case 'loading':
      return [{ ...erp, state: 'loading', asOf: null, progress: { done: 1240, total: 2000 } }];
    case 'counting':
      return [{ ...erp, state: 'loading', asOf: null, progress: { done: 1240, total: null } }];
    case 'stale':
      return [{ ...erp, state: 'stale', asOf: earlier }];
    case 'away':
      return [{ ...erp, state: 'away', asOf: earlier, ...holding(waiting) }];
    case 'refusing':
      return [{ ...erp, state: 'away', asOf: earlier, whenAway: 'refuse' }];
    case 'waiting':
      return [{ ...erp, ...holding(waiting) }];
    case 'conflict':
      return [{ ...erp, ...holding([...conflict, ...waiting]) }];
    case 'refused':
      return [{ ...erp, ...holding([...dead, ...conflict, ...waiting]) }];
    case 'several':
      return [
        { ...erp, state: 'away', asOf: earlier, ...holding([...dead, ...conflict, ...waiting]) },
        { ...erp, name: 'people', label: 'Personio', modes: { technicians: 'proxy' }, state: 'stale', asOf: earlier },
        { ...erp, name: 'stock', label: 'Odoo', modes: { customers: 'mirror' } },
      ];
  }
}

/** A host system that does not let everything be done. */
export function limitedHosts(limits: HostStanding['limits']): HostStanding[] {
  return [{ ...erp, ...(limits ? { limits } : {}) }];
}

/** Knows no hold and no cancelling, and assignments stay once they are made. */
export const fewWords: HostStanding['limits'] = {
  jobs: {
    cannot: ['create', 'delete'],
    readOnly: ['title'],
    words: { status: ['unscheduled', 'scheduled', 'dispatched', 'en_route', 'on_site', 'in_progress', 'completed'] },
  },
  assignments: { cannot: ['delete'], readOnly: [], words: {} },
};

import { defineMessages } from '../localize.ts';

/** Texts of the menu on jobs. */
export const jobMenuMessages = defineMessages(
  'job-menu',
  {
    open: 'Open details',
    assignTo: 'Assign to',
    lacking: 'Not qualified',
    free: 'free {time}',
    noTime: 'no free time',
    dayFull: '{technician} has no free time long enough on that day',
    moveTo: 'Set status',
    hold: 'Put on hold…',
    cancelJob: 'Cancel the job…',
    unassign: 'Take off the schedule',
    unassignedMany: { one: '{count} job taken off the schedule', other: '{count} jobs taken off the schedule' },
    moved: '{job}: {status}',
    jobs: { one: '{count} job', other: '{count} jobs' },
    holdTitle: 'Put “{job}” on hold?',
    cancelTitle: 'Cancel “{job}”?',
    reason: 'Reason, kept in the history',
    holdConfirm: 'Put on hold',
    cancelConfirm: 'Cancel the job',
    tooMany: 'Pick {count} jobs or fewer',
    back: 'Go back',
    enterKey: 'Enter',
    deleteKey: 'Del',
  },
  {
    ar: () => import('./messages/ar.ts'),
    de: () => import('./messages/de.ts'),
    es: () => import('./messages/es.ts'),
    fr: () => import('./messages/fr.ts'),
    nl: () => import('./messages/nl.ts'),
    pl: () => import('./messages/pl.ts'),
    'pt-BR': () => import('./messages/pt-br.ts'),
  },
);

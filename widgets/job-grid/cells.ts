import { spanOf } from '@dispatchkit/client';
import { priorities } from '@dispatchkit/contract/words';
import type { Interval } from '@dispatchkit/scheduling';
import type { HostMarks } from '../shared/hosts/index.ts';
import { dueText, placeOf, urgencyOf } from '../shared/job-text.ts';
import type { Localizer } from '../shared/localize.ts';
import type { shared } from '../shared/messages.ts';
import type { Column } from './columns.ts';
import { dueMs, type JobFacts } from './job-facts.ts';
import { messages } from './messages.ts';

/** What is written into one cell. */
export interface CellContent {
  readonly text: string;
  /** Less important, after the text. */
  readonly muted?: string;
  /** Class of the text: how urgent it is. */
  readonly tone?: string;
  /** A status, for the dot before the text. */
  readonly status?: string;
}

export interface CellContext {
  readonly localizer: Localizer;
  readonly nowMs: number;
  /** Times on this day are written without the day. */
  readonly today: Interval;
  /** Changes that have not reached a host system. */
  readonly marks: HostMarks | undefined;
  readonly word: (key: keyof (typeof shared)['en']) => string;
}

const blank: CellContent = { text: '' };

export function cellContent(column: Column, facts: JobFacts, context: CellContext): CellContent {
  const write = writers[column.id];
  return write ? write(facts, context) : customContent(column, facts, context);
}

type Writer = (facts: JobFacts, context: CellContext) => CellContent;

const writers: Readonly<Record<string, Writer>> = {
  number: ({ job }) => ({ text: job.number }),
  work: ({ job, site }, { word }) => ({ text: job.title || word('untitled'), muted: placeOf(site) }),
  neighborhood: ({ site }) => ({ text: site?.district ?? '' }),
  status: ({ job }, { word }) => ({ text: word(`status.${job.status}`), status: job.status }),
  priority: ({ job }, { word }) => ({
    text: word(`priority.${job.priority}`),
    tone: ['quiet', 'quiet', 'soon', 'late'][priorities.indexOf(job.priority)],
  }),
  technician: ({ technicianNames }) => {
    const [first, ...more] = technicianNames;
    return first ? { text: first, muted: more.length > 0 ? `+${more.length}` : undefined } : blank;
  },
  scheduled: ({ assignment }, context) => (assignment ? { text: moment(spanOf(assignment).startMs, context) } : blank),
  requested: ({ job }, context) => (job.requestedAt ? { text: moment(Date.parse(job.requestedAt), context) } : blank),
  due: (facts, { localizer, nowMs }) => {
    const due = dueMs(facts);
    return due === null ? blank : { text: dueText(localizer, due, nowMs), tone: urgencyOf(due, nowMs) };
  },
  customer: ({ customer }) => ({ text: customer?.name ?? '' }),
  address: ({ site }) => ({ text: placeOf(site) }),
  type: ({ job }, { localizer }) => {
    const key = `type.${job.type}`;
    return { text: key in messages.en ? localizer.text(messages, key as keyof typeof messages.en) : job.type };
  },
  duration: ({ job }, { localizer }) => ({ text: localizer.duration(job.durationMinutes) }),
  source: ({ job }) => ({ text: job.source ?? '' }),
  // The two lines of a narrow grid.
  title: ({ job }, { word }) => ({ text: job.title || word('untitled') }),
  place: ({ job, site }, { word }) => {
    const pressing = priorities.indexOf(job.priority) > priorities.indexOf('normal') ? word(`priority.${job.priority}`) : '';
    return { text: [pressing, placeOf(site), site?.district].filter(Boolean).join(' · ') || word('noAddress') };
  },
};

function customContent({ custom }: Column, { job }: JobFacts, { localizer }: CellContext): CellContent {
  const value = custom ? job.custom[custom.key] : undefined;
  if (value === null || value === undefined) return blank;
  if (typeof value === 'boolean') return { text: localizer.text(messages, value ? 'yes' : 'no') };
  return { text: typeof value === 'number' ? localizer.number(value) : value };
}

function moment(ms: number, { localizer, today }: CellContext): string {
  return ms >= today.startMs && ms < today.endMs ? localizer.time(ms) : localizer.dateTime(ms);
}

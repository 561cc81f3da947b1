import type { AssignmentLock } from '@dispatchkit/contract/words';
import { dayOf } from '@dispatchkit/scheduling';
import { jobMenu } from '../shared/job-menu/index.ts';
import { shared } from '../shared/messages.ts';
import { type Performer, perform } from '../shared/perform.ts';
import { type Box, type MenuEntry, openMenu } from '../shared/popup.ts';
import type { TimelineHost } from './host.ts';
import type { Bar } from './timeline.model.ts';

const lockKeys = { planned: 'unlock', committed: 'fixTechnician', pinned: 'pin' } as const satisfies Record<
  AssignmentLock,
  string
>;

/** The menu on a bar: what can be done with its job in every widget, then what only an assignment has: release and lock. */
export function openBarMenu(host: TimelineHost, bar: Bar, anchor: Box): void {
  const by = host.performer();
  if (!by || !bar.job) return;
  const chosen = [...(host.selection?.jobIds ?? [])];
  const many = chosen.length > 1 && chosen.includes(bar.job.id);
  const others = many ? chosen.filter((id) => id !== bar.job?.id).map((id) => by.source.tables.jobs.get(id)) : [];
  const jobs = [bar.job, ...others.filter((job) => job !== undefined)];
  const entries = [
    ...jobMenu({ by, jobs, day: dayOf(bar.startMs, host.timeZone), open: (jobId) => host.open(jobId) }),
    ...(jobs.length === 1 && host.mayAssign ? assignmentEntries(host, by, bar) : []),
  ];
  if (entries.length === 0) return;
  const job = bar.job.title || by.localizer.text(shared, 'untitled');
  openMenu(host.element, entries, anchor, host.text('menuLabel', { job }));
}

function assignmentEntries(host: TimelineHost, by: Performer, { assignment }: Bar): MenuEntry[] {
  if (assignment.status === 'completed') return [];
  const change = (patch: { lock?: AssignmentLock; released?: boolean }) =>
    void perform(by, { type: 'reassign', assignmentId: assignment.id, ...patch }, 'menu');
  const entries: MenuEntry[] = [null];
  if (assignment.status === 'scheduled') entries.push({ label: host.text('release'), run: () => change({ released: true }) });
  if (assignment.status === 'dispatched') entries.push({ label: host.text('takeBack'), run: () => change({ released: false }) });
  entries.push(host.text('lockHeading'));
  for (const lock of ['planned', 'committed', 'pinned'] as const) {
    if (lock !== assignment.lock) entries.push({ label: host.text(lockKeys[lock]), run: () => change({ lock }) });
  }
  return entries;
}

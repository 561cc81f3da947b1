import type { DispatchSource } from '@dispatchkit/client';
import type { HostStanding } from '@dispatchkit/contract';
import type { Localizer } from '../localize.ts';
import type { Sign } from './icons.ts';
import { messages } from './messages.ts';

const gravity = ['current', 'stale', 'loading', 'away'] as const satisfies readonly HostStanding['state'][];

/** The host that is worst off; undefined without hosts. */
export function worstOf(hosts: readonly HostStanding[]): HostStanding | undefined {
  let worst: HostStanding | undefined;
  for (const host of hosts) if (!worst || gravity.indexOf(host.state) > gravity.indexOf(worst.state)) worst = host;
  return worst;
}

/** Changes that wait for somebody's decision, of all hosts. */
export function undecidedOf(hosts: readonly HostStanding[]): number {
  return hosts.reduce((sum, { writes }) => sum + writes.conflict + writes.dead, 0);
}

/** Records with a change that has not arrived, by name and state: the job itself, and its assignments, also such as are gone from here. */
export function pendingOf(hosts: readonly HostStanding[], jobId: string, { tables }: DispatchSource): string[] {
  return hosts.flatMap(({ records }) =>
    records.flatMap(({ kind, id, state }) => {
      const isOfJob =
        kind === 'assignments' ? (tables.assignments.get(id)?.jobId ?? jobId) === jobId : kind === 'jobs' && id === jobId;
      return isOfJob ? `${id} ${state}` : [];
    }),
  );
}

export interface NoticeText {
  /** The whole of it. */
  readonly sentence: string;
  /** The same in the fewest words, which occur in the sentence. */
  readonly short: string;
  readonly sign: Sign;
}

/** What a notice says of a host; undefined while it is current: then there is nothing to say. */
export function noticeText(host: HostStanding, localizer: Localizer, nowMs: number): NoticeText | undefined {
  const say = (key: keyof (typeof messages)['en'] & string, values: Record<string, string | number> = {}) =>
    localizer.text(messages, key, { host: host.label, ...values });
  const time = timeOf(host, localizer, nowMs);
  switch (host.state) {
    case 'current':
      return undefined;
    case 'loading':
      return { ...loadingText(host, say), sign: 'loading' };
    case 'stale': {
      const asOf = time ? say('asOf', { time }) : say('never');
      return { sentence: time ? say('stale', { time }) : `${asOf} · ${host.label}`, short: asOf, sign: 'clock' };
    }
    case 'away': {
      if (!time) return { sentence: say('awayNever'), short: say('away'), sign: 'away' };
      const sentence = say(host.whenAway === 'queue' ? 'awayWait' : 'awayRefuse', { time });
      return { sentence, short: say('away'), sign: 'away' };
    }
  }
}

type Say = (key: keyof (typeof messages)['en'] & string, values?: Record<string, string | number>) => string;

function loadingText({ progress }: HostStanding, say: Say): Pick<NoticeText, 'sentence' | 'short'> {
  if (!progress) return { sentence: say('loadingFirst'), short: say('state.loading') };
  const { done, total } = progress;
  if (total === null) return { sentence: say('loadingSome', { done }), short: say('loadingSomeShort', { done }) };
  return { sentence: say('loading', { done, total }), short: say('loadingShort', { done, total }) };
}

/** When the host was last heard; empty when it never was. */
export function timeOf({ asOf }: HostStanding, localizer: Localizer, nowMs: number): string {
  return asOf ? momentText(Date.parse(asOf), localizer, nowMs) : '';
}

/** `14:02`, with the day when it was not within the last half day. */
export function momentText(ms: number, localizer: Localizer, nowMs: number): string {
  return nowMs - ms < 12 * 3_600_000 ? localizer.time(ms) : localizer.dateTime(ms);
}

/** `As of 14:02, 18 min ago`. */
export function ageText(host: HostStanding, localizer: Localizer, nowMs: number): string {
  const time = timeOf(host, localizer, nowMs);
  if (!time || !host.asOf) return localizer.text(messages, 'never');
  const minutes = Math.floor((nowMs - Date.parse(host.asOf)) / 60_000);
  if (minutes < 1) return localizer.text(messages, 'asOfNow', { time });
  return localizer.text(messages, 'asOfAge', { time, duration: localizer.duration(minutes) });
}

/** Part of the first load that is done, 0 to 1; undefined where nobody knows the whole. */
export function doneOf({ progress }: HostStanding): number | undefined {
  return progress?.total ? Math.min(1, progress.done / progress.total) : undefined;
}

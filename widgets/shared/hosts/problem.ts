import type { Command, DispatchError, DispatchSource } from '@dispatchkit/client';
import { ensureMessages } from '../localize.ts';
import type { Performer } from '../perform.ts';
import { toast } from '../toast.ts';
import { askWhoseCounts } from './conflict-dialog.ts';
import { adoptHostStyles } from './hosts.styles.ts';
import { messages } from './messages.ts';

/** What is said of a problem by its code. */
const said: Readonly<Record<string, 'refused' | 'asks' | 'conflictTitle' | 'unsure'>> = {
  host_refused: 'refused',
  host_asks: 'asks',
  host_conflict: 'conflictTitle',
  host_unsure: 'unsure',
};
/** Stands for a host whose name nobody has told. */
const unnamed = 'ERP';
/** What has something to say of its own, in the language of the host. */
const quoted: ReadonlySet<string> = new Set(['host_refused', 'host_asks']);

/**
 * Tells what a host system has against a change, in its own words. Of a conflict both values are shown, and `again` sends ours once
 * more; resolves with whether that stands.
 */
export async function tellHostProblem(
  by: Performer,
  error: DispatchError,
  command: Command | undefined,
  again: (() => Promise<boolean>) | undefined,
): Promise<boolean> {
  await ensureMessages(messages, by.localizer.language);
  const host = hostOf(by.source, command);
  const { code = '', detail = '', conflicts = [] } = error.problem ?? {};
  adoptHostStyles(by.host);
  if (code === 'host_conflict' && conflicts.length > 0) {
    return (await askWhoseCounts(by, host, conflicts, again !== undefined)) && again ? again() : false;
  }
  const text = by.localizer.text(messages, said[code] ?? 'unavailable', { host });
  toast(by.host, quoted.has(code) ? quoting(text, detail) : text, undefined, 'alert');
  return false;
}

function quoting(text: string, detail: string): Node {
  const whole = document.createDocumentFragment();
  const quote = document.createElement('span');
  quote.textContent = detail;
  quote.className = 'quote';
  quote.dir = 'auto';
  whole.append(text, quote);
  return whole;
}

/** The host that keeps what a command changes. */
function hostOf(source: DispatchSource, command: Command | undefined): string {
  const kinds = command?.type === 'edit-job' || command?.type === 'transition' ? ['jobs'] : ['assignments', 'jobs'];
  const hosts = source.hosts?.() ?? [];
  for (const kind of kinds) {
    const host = hosts.find(({ modes }) => kind in modes);
    if (host) return host.label;
  }
  return hosts[0]?.label ?? unnamed;
}

import { type ChangeOptions, type Command, DispatchError, type DispatchSource } from '@dispatchkit/client';
import type { Method } from '@dispatchkit/contract/words';
import type { Localizer } from './localize.ts';
import { shared } from './messages.ts';
import { toast } from './toast.ts';

/** What a widget lends for a change: where dialogs and toasts go, its language, and who is told of failures. */
export interface Performer {
  readonly host: HTMLElement;
  readonly source: DispatchSource;
  readonly localizer: Localizer;
  /** Turns anything thrown into a DispatchError and fires `dk-error`. */
  report(error: unknown): DispatchError;
}

/**
 * The one way widgets change things: runs the command, explains broken rules and offers to go on, tells of refusals, offers undo.
 * Resolves with whether the change stands. Never rejects.
 *
 * A cancelable `dk-before-change` lets the host page veto; `dk-changed` follows after the connector has accepted.
 */
export async function perform(by: Performer, command: Command, method: Method, done?: string): Promise<boolean> {
  const before = new CustomEvent('dk-before-change', {
    bubbles: true,
    composed: true,
    cancelable: true,
    detail: { command, method },
  });
  if (!by.host.dispatchEvent(before)) return false;
  if (!by.source.can(command)) {
    toast(by.host, by.localizer.text(shared, 'notAtHost'), undefined, 'alert');
    return false;
  }
  if (!(await attempt(by, command, { method }))) return false;
  by.host.dispatchEvent(new CustomEvent('dk-changed', { bubbles: true, composed: true, detail: { command, method } }));
  if (done) toastDone(by, done, () => void undo(by));
  return true;
}

/** Says what was done, and offers to take it back where that can be. */
export function toastDone(by: Performer, done: string, takeBack: () => void): void {
  const label = by.localizer.text(shared, 'undo');
  toast(by.host, done, by.source.canUndo ? { label, run: takeBack } : undefined);
}

/** Takes the last own change back and says so. Does nothing where that cannot be. */
export async function undo(by: Performer): Promise<void> {
  if (by.source.canUndo) await settle(by, by.source.undo(), 'undone');
}

export async function redo(by: Performer): Promise<void> {
  if (by.source.canRedo) await settle(by, by.source.redo(), 'redone');
}

async function settle(by: Performer, work: Promise<void>, said: 'undone' | 'redone'): Promise<void> {
  try {
    await work;
    toast(by.host, by.localizer.text(shared, said));
  } catch (error) {
    await refuse(by, by.report(error));
  }
}

async function attempt(by: Performer, command: Command, options: ChangeOptions): Promise<boolean> {
  try {
    await by.source.change(command, options);
    return true;
  } catch (error) {
    const known = error instanceof DispatchError ? error : by.report(error);
    if (known.kind === 'conflict' && !options.override) {
      const may = by.source.can('assignments:override') && known.violations.every((v) => v.severity !== 'forbidden');
      // Fetched when a rule is broken, which most changes of a day do not.
      const dialog = await import('./override-dialog.ts').catch(() => undefined);
      if (!dialog) return refuse(by, by.report(known));
      if (!(await dialog.askToOverride(by, command, known.violations, may))) return false;
      return attempt(by, command, { ...options, override: true });
    }
    if (error instanceof DispatchError) by.report(error);
    return refuse(by, known, command, () => attempt(by, command, options));
  }
}

/** Says why a change was refused. Resolves with whether it stands after all, as `again` does it once more when somebody says so. */
async function refuse(by: Performer, error: DispatchError, command?: Command, again?: () => Promise<boolean>): Promise<boolean> {
  if (error.problem?.code.startsWith('host_')) {
    // Fetched when it is needed: most pages never have a host system refuse anything.
    const part = await import('./hosts/index.ts').catch(() => undefined);
    if (part) return part.tellHostProblem(by, error, command, again);
  }
  const text = `${by.localizer.text(shared, `error.${error.kind}`)}. ${by.localizer.text(shared, `errorHint.${error.kind}`)}`;
  toast(by.host, text, undefined, 'alert');
  return false;
}

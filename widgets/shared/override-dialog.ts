import type { AssignmentCommand, Command } from '@dispatchkit/client';
import type { Violation } from '@dispatchkit/contract';
import { violationText } from './job-text.ts';
import { shared } from './messages.ts';
import type { Performer } from './perform.ts';

/** Shows which rules break, with numbers. Resolves true for "assign anyway". */
export function askToOverride(by: Performer, command: Command, violations: readonly Violation[], may: boolean): Promise<boolean> {
  const { localizer } = by;
  const dialog = document.createElement('dialog');
  dialog.className = 'popup';
  dialog.setAttribute('aria-labelledby', 'conflict-title');
  const title = document.createElement('h2');
  title.id = 'conflict-title';
  title.textContent = conflictTitle(by, command);
  const reasons = document.createElement('ul');
  reasons.className = 'reasons';
  for (const violation of violations) {
    const reason = document.createElement('li');
    reason.className = violation.severity === 'note' ? 'note' : 'broken';
    reason.textContent = violationText(localizer, violation, by.source);
    reasons.append(reason);
  }
  const footer = document.createElement('footer');
  const cancel = button(localizer.text(shared, 'cancel'), 'button');
  footer.append(cancel);
  const go = may ? button(localizer.text(shared, 'assignAnyway'), 'button primary') : undefined;
  if (go) footer.append(go);
  dialog.append(title, reasons, footer);
  (by.host.shadowRoot ?? by.host).append(dialog);
  return new Promise((resolve) => {
    let answer = false;
    go?.addEventListener('click', () => {
      answer = true;
      dialog.close();
    });
    cancel.addEventListener('click', () => dialog.close());
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(answer);
    });
    dialog.showModal();
    cancel.focus();
  });
}

function button(label: string, className: string): HTMLButtonElement {
  const element = document.createElement('button');
  element.type = 'button';
  element.className = className;
  element.textContent = label;
  return element;
}

function conflictTitle({ localizer, source }: Performer, command: Command): string {
  const parts = command.type === 'batch' ? command.commands : [command as AssignmentCommand];
  const [first] = parts;
  if (parts.length !== 1 || !first) return localizer.text(shared, 'conflictTitleMany', { count: parts.length });
  const existing = 'assignmentId' in first ? source.tables.assignments.get(first.assignmentId) : undefined;
  const jobId = first.type === 'assign' ? first.jobId : existing?.jobId;
  const technicianId = first.type === 'unassign' ? undefined : (first.technicianId ?? existing?.technicianId);
  return localizer.text(shared, 'conflictTitle', {
    job: (jobId && source.tables.jobs.get(jobId)?.title) || localizer.text(shared, 'untitled'),
    technician: (technicianId && source.tables.technicians.get(technicianId)?.name) || '',
  });
}

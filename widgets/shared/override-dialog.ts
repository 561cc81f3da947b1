import type { AssignmentCommand, Command } from '@dispatchkit/client';
import type { Violation } from '@dispatchkit/contract';
import { html } from 'lit';
import { ask } from './ask.ts';
import { violationText } from './job-text.ts';
import { shared } from './messages.ts';
import type { Performer } from './perform.ts';

/** Shows which rules break, with numbers. Resolves true for "assign anyway". */
export function askToOverride(by: Performer, command: Command, violations: readonly Violation[], may: boolean): Promise<boolean> {
  const { localizer, source } = by;
  return ask(by.host, {
    title: conflictTitle(by, command),
    content: html`<ul class="reasons">${violations.map(
      (violation) =>
        html`<li class=${violation.severity === 'note' ? 'note' : 'broken'}>${violationText(localizer, violation, source)}</li>`,
    )}</ul>`,
    leave: localizer.text(shared, 'cancel'),
    go: may ? localizer.text(shared, 'assignAnyway') : undefined,
  });
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

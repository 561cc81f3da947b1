import type { HostStanding } from '@dispatchkit/contract';
import type { Action } from '@dispatchkit/contract/words';
import { applyCommand } from './apply-command.ts';
import { Draft, type Rows } from './draft.ts';
import { isEqual } from './equal.ts';
import type { Command, DispatchSource } from './source.ts';
import { rowsOf } from './tables.ts';

/** Whether the token allows a command; `own` means jobs assigned to oneself. */
export function isGranted(command: Command, { capabilities, me }: DispatchSource, { tables, indexes }: Rows): boolean {
  return partsOf(command).every((part) => {
    const grant = capabilities[actionOf(part)];
    if (grant !== 'own') return grant === 'all';
    const jobId = 'jobId' in part ? part.jobId : tables.assignments.get(part.assignmentId)?.jobId;
    return indexes.assignmentsOfJob(jobId ?? '').some(({ technicianId }) => technicianId === me?.technicianId);
  });
}

/** Whether nothing of what a command does goes against the limits of a host. */
export function isTaken(command: Command, hosts: readonly HostStanding[], rows: Rows, nowIso: string): boolean {
  const limits = hosts.flatMap((host) => Object.entries(host.limits ?? {}));
  if (limits.length === 0) return true;
  const draft = new Draft(rows);
  applyCommand(draft, command, nowIso);
  for (const { kind, id, row } of draft.rows()) {
    const limit = limits.find(([limited]) => limited === kind)?.[1];
    if (!limit) continue;
    const { cannot, readOnly, words } = limit;
    const before = rowsOf(rows.tables, kind).get(id);
    if (!row || !before) {
      if (row !== before && cannot.includes(row ? 'create' : 'delete')) return false;
      continue;
    }
    for (const field of [...readOnly, ...Object.keys(words)]) {
      const value = valueAt(row, field);
      if (!isEqual(value, valueAt(before, field)) && !words[field]?.includes(String(value))) return false;
    }
  }
  return true;
}

export function actionOf({ type }: Command): Action {
  return type === 'transition' ? 'jobs:transition' : type === 'edit-job' ? 'jobs:write' : 'assignments:write';
}

function partsOf(command: Command): readonly Exclude<Command, { type: 'batch' }>[] {
  return command.type === 'batch' ? command.commands : [command];
}

/** `name`, or `custom.name`. */
function valueAt(row: object, field: string): unknown {
  return field.split('.').reduce((at: unknown, part) => (at as Record<string, unknown> | null | undefined)?.[part], row);
}

import type { HostAction, HostCall, HostWrites } from '@dispatchkit/contract/manifest';
import type { HostRow } from '../seams.ts';
import { joinPath, write } from '../templates/path.ts';
import type { HostFields } from './write-fields.ts';

/* What of a change goes where: into the row, into actions, into calls for other rows. */

export function callsOf(actions: readonly HostAction[], also: HostWrites['also'] = []): readonly HostCall[] {
  return [...also, ...actions].map(({ call }) => call);
}

/** Whether a placeholder that begins so stands anywhere in it. */
export function names(said: unknown, beginning: string): boolean {
  return JSON.stringify(said).includes(`\${${beginning}`);
}

/** An action takes its field out of the write. */
export function splitActions(
  changes: Readonly<Record<string, unknown>>,
  actions: readonly HostAction[],
): { readonly plain: Record<string, unknown>; readonly actions: readonly HostAction[] } {
  const due = actions.filter(({ when }) => when.field in changes && when.is.some((value) => value === changes[when.field]));
  const acted = new Set(due.map(({ when }) => when.field));
  return { plain: Object.fromEntries(Object.entries(changes).filter(([name]) => !acted.has(name))), actions: due };
}

/** Fields that belong to another row are left out of the write of the row itself. */
export function splitAlso(
  written: HostFields,
  { also = [] }: HostWrites,
): { readonly own: HostFields; readonly also: NonNullable<HostWrites['also']> } {
  const others = new Set(also.flatMap(({ fields }) => fields));
  return {
    own: Object.fromEntries(Object.entries(written).filter(([path]) => !others.has(path))),
    also: also.filter(({ fields }) => fields.some((path) => path in written)),
  };
}

/** The row as it was read, with the changes in it. What the protocol has added to it is no field. */
export function wholeRow(now: HostRow, fields: HostFields): HostFields {
  const row = structuredClone(now) as Record<string, unknown>;
  for (const [path, value] of Object.entries(fields)) write(row, path, value);
  const entries = Object.entries(row).filter(([name]) => name !== '__metadata' && !/^@|@odata\.(?!bind)|\.$/.test(name));
  return Object.fromEntries(entries.map(([name, value]) => [joinPath([name]), value]));
}

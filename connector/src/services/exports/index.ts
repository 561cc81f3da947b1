import type { ActorContext } from '../actor.ts';
import type { ServiceOptions } from '../service-options.ts';
import type { ExportedKind } from './columns.ts';
import { exportCalendar } from './export-calendar.ts';
import type { ExportFile } from './export-file.ts';
import { exportLines, exportTable, type TableOptions } from './export-table.ts';
import type { Selection } from './pages.ts';

export type { ExportedKind } from './columns.ts';
export type { ExportFile } from './export-file.ts';
export type { TableOptions } from './export-table.ts';
export type { Selection } from './pages.ts';

/** Records as files for other programs. Whoever exports sees what their lists would show, and needs the right to export. */
export interface ExportServices {
  exportTable<K extends ExportedKind>(actor: ActorContext, kind: K, options?: TableOptions): Promise<ExportFile>;
  exportLines<K extends ExportedKind>(actor: ActorContext, kind: K, selection?: Selection): Promise<ExportFile>;
  /** Assignments, as entries of a calendar. */
  exportCalendar(actor: ActorContext, selection?: Selection & { readonly calendarName?: string }): Promise<ExportFile>;
}

export function exportServices(options: ServiceOptions): ExportServices {
  return {
    exportTable: (actor, kind, table = {}) => exportTable(options, actor, kind, table),
    exportLines: (actor, kind, selection = {}) => exportLines(options, actor, kind, selection),
    exportCalendar: (actor, selection = {}) => exportCalendar(options, actor, selection),
  };
}

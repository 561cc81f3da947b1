export type { BuiltInColumn, ColumnOption } from './columns.ts';
export { JobGrid, type JobGridEventMap, type JobOpened, type SelectionChanged } from './job-grid.ts';
export type { JobGridView } from './view-words.ts';

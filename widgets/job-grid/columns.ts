import type { CustomField, Job } from '@dispatchkit/contract';
import { jobStatuses, priorities } from '@dispatchkit/contract/words';
import { placeOf } from '../shared/job-text.ts';
import { dueMs, type JobFacts, scheduledMs } from './job-facts.ts';
import type { SortableColumn } from './job-grid.model.ts';

/** Columns the grid knows by itself; custom fields of jobs come as `custom.<key>`. */
export const builtInColumns = [
  'number',
  'work',
  'neighborhood',
  'status',
  'priority',
  'technician',
  'scheduled',
  'requested',
  'due',
  'customer',
  'address',
  'type',
  'duration',
  'source',
] as const;
export type BuiltInColumn = (typeof builtInColumns)[number];

/** A column as a host asks for it: the id alone, or with what is to differ from the default. */
export interface ColumnOption {
  readonly id: string;
  readonly label?: string;
  /** CSS pixels. */
  readonly width?: number;
  readonly hidden?: boolean;
}

/** A column that can be shown. */
export interface Column extends SortableColumn {
  /** The host's own heading; left out, the grid's. */
  readonly label?: string;
  /** CSS pixels; `grow` columns take what is left over and never less than this. */
  readonly width: number;
  readonly grow: boolean;
  /** When room is short the highest goes first; 0 stays. */
  readonly rank: number;
  readonly hidden: boolean;
  readonly custom?: CustomField;
}

type Value = SortableColumn['value'];
interface Definition {
  readonly kind: 'text' | 'number';
  readonly width: number;
  readonly grow?: true;
  readonly rank: number;
  readonly shown: boolean;
  readonly value: Value;
}

const text = (of: (facts: JobFacts) => string | null | undefined): Value => {
  return (job, facts) => of(facts(job)) || null;
};
const instant = (of: (job: Job) => string | null): Value => {
  return (job) => {
    const at = of(job);
    return at ? Date.parse(at) : null;
  };
};
/** Only `job` of the facts is needed, so nothing is looked up for a hundred thousand rows. */
const alone = (job: Job): JobFacts => ({
  job,
  site: undefined,
  customer: undefined,
  assignments: [],
  assignment: undefined,
  technicianNames: [],
});

const definitions: Readonly<Record<BuiltInColumn, Definition>> = {
  number: { kind: 'text', width: 96, rank: 1, shown: true, value: (job) => job.number },
  work: { kind: 'text', width: 144, grow: true, rank: 0, shown: true, value: (job) => job.title },
  neighborhood: { kind: 'text', width: 118, rank: 2, shown: true, value: text(({ site }) => site?.district) },
  status: { kind: 'number', width: 112, rank: 4, shown: true, value: (job) => jobStatuses.indexOf(job.status) },
  priority: { kind: 'number', width: 70, rank: 0, shown: true, value: (job) => priorities.indexOf(job.priority) },
  technician: { kind: 'text', width: 128, rank: 5, shown: true, value: text(({ technicianNames }) => technicianNames[0]) },
  scheduled: { kind: 'number', width: 136, rank: 6, shown: true, value: (job, facts) => scheduledMs(facts(job)) },
  requested: { kind: 'number', width: 136, rank: 7, shown: true, value: instant((job) => job.requestedAt) },
  due: { kind: 'number', width: 96, rank: 0, shown: true, value: (job) => dueMs(alone(job)) },
  customer: { kind: 'text', width: 140, rank: 8, shown: false, value: text(({ customer }) => customer?.name) },
  address: { kind: 'text', width: 180, rank: 8, shown: false, value: text(({ site }) => placeOf(site)) },
  type: { kind: 'text', width: 104, rank: 8, shown: false, value: (job) => job.type },
  duration: { kind: 'number', width: 80, rank: 8, shown: false, value: (job) => job.durationMinutes },
  source: { kind: 'text', width: 88, rank: 8, shown: false, value: (job) => job.source },
};

/**
 * All columns there are, in the order they are offered, with those hidden that are not shown by default.
 * `dueWidth`: how much room a due time takes in the language, CSS pixels.
 */
export function availableColumns(customFields: readonly CustomField[], dueWidth = definitions.due.width): Column[] {
  return [
    ...builtInColumns.map((id): Column => {
      const { shown, grow, width, ...definition } = definitions[id];
      return { id, ...definition, width: id === 'due' ? dueWidth : width, grow: grow ?? false, hidden: !shown };
    }),
    ...customFields.filter(({ entity }) => entity === 'job').map(customColumn),
  ];
}

function customColumn(field: CustomField): Column {
  const isNumber = field.kind === 'number' || field.kind === 'boolean';
  return {
    id: `custom.${field.key}`,
    kind: isNumber ? 'number' : 'text',
    label: field.label,
    width: 112,
    grow: false,
    rank: 8,
    hidden: true,
    custom: field,
    value: ({ custom }) => {
      const value = custom[field.key];
      if (value === null || value === undefined || value === '') return null;
      return isNumber ? Number(value) : String(value);
    },
  };
}

/**
 * Columns as asked for, in that order; those not named follow hidden, so that the columns menu can bring them in.
 * Names nobody knows are left out and reported to `unknown`.
 */
export function arrange(
  available: readonly Column[],
  wanted: readonly (string | ColumnOption)[],
  unknown: (id: string) => void = () => {},
): Column[] {
  const rest = new Map(available.map((column) => [column.id, column]));
  const arranged: Column[] = [];
  for (const entry of wanted) {
    const option: ColumnOption = typeof entry === 'string' ? { id: entry } : entry;
    const column = rest.get(option.id);
    if (!column) {
      if (!arranged.some(({ id }) => id === option.id)) unknown(option.id);
      continue;
    }
    rest.delete(option.id);
    const width = option.width && option.width > 0 ? { width: clampWidth(option.width), grow: false } : {};
    arranged.push({ ...column, label: option.label ?? column.label, ...width, hidden: option.hidden ?? false });
  }
  for (const column of rest.values()) arranged.push({ ...column, hidden: true });
  return arranged;
}

const lesserRank = 4;
const comfortPixels = 90;

/** Of the columns not hidden, those there is room for: the least important go first. */
export function fitting(columns: readonly Column[], width: number): Column[] {
  const shown = columns.filter(({ hidden }) => !hidden);
  let needed = shown.reduce((sum, column) => sum + column.width, 0);
  const leaving = new Set<string>();
  for (const column of [...shown].sort((a, b) => b.rank - a.rank)) {
    // What the work is matters more than the lesser columns: they stay only where it can be read in full.
    const comfort = column.rank >= lesserRank ? comfortPixels : 0;
    if (needed + comfort <= width || column.rank === 0) break;
    leaving.add(column.id);
    needed -= column.width;
  }
  return shown.filter(({ id }) => !leaving.has(id));
}

export const leastWidth = 48;
export const mostWidth = 640;

export function clampWidth(width: number): number {
  return Math.round(Math.min(mostWidth, Math.max(leastWidth, width)));
}

/** What the search field looks through. */
export function searchText({ job, site, customer, technicianNames }: JobFacts): string {
  const custom = Object.values(job.custom).filter((value) => typeof value === 'string' || typeof value === 'number');
  return [
    job.number,
    job.title,
    site?.address,
    site?.name,
    site?.district,
    customer?.name,
    ...technicianNames,
    job.externalRef,
    ...custom,
  ]
    .filter(Boolean)
    .join(' ');
}

/** Reads `number,work,due` or a JSON array of ids and options. Throws what JSON.parse throws. */
export function parseColumns(value: string): (string | ColumnOption)[] {
  const trimmed = value.trim();
  if (trimmed.startsWith('[')) return columnOptions(JSON.parse(trimmed));
  return trimmed
    .split(',')
    .map((id) => id.trim())
    .filter(Boolean);
}

/** What of a value read from JSON names a column. */
export function columnOptions(value: unknown): (string | ColumnOption)[] {
  return Array.isArray(value) ? value.filter(isColumnOption) : [];
}

function isColumnOption(entry: unknown): entry is string | ColumnOption {
  return (
    typeof entry === 'string' || (typeof entry === 'object' && entry !== null && 'id' in entry && typeof entry.id === 'string')
  );
}

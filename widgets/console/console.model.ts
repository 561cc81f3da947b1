import type { Interval } from '@dispatchkit/client';
import { addDays, dayRange, weekRange } from '@dispatchkit/scheduling';

/** How many days the timeline shows. */
export type Span = 1 | 3 | 7;
export const spans: readonly Span[] = [1, 3, 7];

/** First day shown: the day itself, or the start of its week for a week. */
export function firstDay(day: string, span: Span, weekStartsOn: number): string {
  return span === 7 ? (weekRange(day, weekStartsOn)[0] ?? day) : day;
}

/** Where "next" and "previous" go: by what is shown. */
export function step(day: string, span: Span, direction: 1 | -1): string {
  return addDays(day, span * direction);
}

/** Instants to load for the days shown: the whole week they lie in, so that moving inside a week fetches nothing. */
export function windowOf(day: string, span: Span, weekStartsOn: number, timeZone: string): Interval {
  const last = addDays(firstDay(day, span, weekStartsOn), span - 1);
  const from = weekRange(day, weekStartsOn)[0] ?? day;
  const to = weekRange(last, weekStartsOn).at(-1) ?? last;
  return {
    from: new Date(dayRange(from, timeZone).startMs).toISOString(),
    to: new Date(dayRange(to, timeZone).endMs).toISOString(),
  };
}

/** Sizes of the panes as shares of the whole, 0.15 … 0.85. */
export interface Layout {
  /** Width of the left column. */
  readonly columns: number;
  /** Height of the upper pane on the left and on the right. */
  readonly left: number;
  readonly right: number;
}
export type Split = keyof Layout;

export const defaultLayout: Layout = { columns: 0.39, left: 0.64, right: 0.64 };
export const smallestShare = 0.15;

export function resized(layout: Layout, split: Split, share: number): Layout {
  const kept = Math.min(1 - smallestShare, Math.max(smallestShare, share));
  return { ...layout, [split]: Math.round(kept * 1000) / 1000 };
}

/** A remembered layout, or the default when what was stored makes no sense. */
export function layoutFrom(stored: string | null): Layout {
  if (!stored) return defaultLayout;
  try {
    const value: unknown = JSON.parse(stored);
    if (typeof value !== 'object' || value === null) return defaultLayout;
    return (Object.keys(defaultLayout) as Split[]).reduce<Layout>((layout, split) => {
      const share = (value as Partial<Record<Split, unknown>>)[split];
      return typeof share === 'number' && Number.isFinite(share) ? resized(layout, split, share) : layout;
    }, defaultLayout);
  } catch {
    return defaultLayout;
  }
}

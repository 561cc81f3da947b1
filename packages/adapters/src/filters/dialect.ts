import type { FilterOperator, FilterValue } from '@dispatchkit/contract/manifest';

/** One question about one field. `ne` is `eq` with `not`; a value is never null, a list only with `in`, where it is never empty. */
export interface FilterTest {
  /** As the manifest has it: a `HostPath`. */
  readonly field: string;
  readonly is: Exclude<FilterOperator, 'ne'>;
  readonly value: Exclude<FilterValue, null>;
  /** The opposite, which holds for what is empty, too. */
  readonly not: boolean;
}

/** What a host is asked. */
export interface Said<Compiled> {
  readonly compiled: Compiled;
  /** The host may answer rows besides, but leaves none out: they are looked at here. */
  readonly isWider?: boolean;
}

/**
 * A language of filters. What it lacks (`test` answers undefined, no `any`) is looked at here. There is no negation to compile: `not` has
 * been moved to the tests, where each dialect knows what its host does with empty fields.
 */
export interface Dialect<Compiled> {
  test(test: FilterTest): Said<Compiled> | undefined;
  /** Of at least two. */
  all(parts: readonly Compiled[]): Compiled;
  any?(parts: readonly Compiled[]): Compiled;
  /** Of parts with the same key only one can be said. */
  key?(part: Compiled): string;
}

export const identifier = /^[A-Za-z_][A-Za-z0-9_]*$/;

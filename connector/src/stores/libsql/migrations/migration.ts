/** One step of the schema, forward only. Applied in one transaction. */
export interface Migration {
  /** Counts from 1 without a gap. */
  readonly version: number;
  readonly name: string;
  readonly statements: readonly string[];
}

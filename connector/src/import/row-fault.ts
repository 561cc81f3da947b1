/** Why one row cannot be taken. `reason` is a stable code, counted in the summary and written to the rejects file. */
export class RowFault extends Error {
  readonly reason: string;
  /** The column it was found in, when there is one. */
  readonly column: string | null;

  constructor(reason: string, message: string, column: string | null = null) {
    super(message);
    this.name = 'RowFault';
    this.reason = reason;
    this.column = column;
  }
}

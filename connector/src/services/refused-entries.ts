import { type FieldError, ProblemError } from './errors.ts';

interface Refused {
  readonly pointer: string;
  readonly error: ProblemError;
}

/**
 * Entries of one command that are refused. Each entry is tried, so that all that is wrong is told at once and not one refusal a
 * request. Nothing of the command may stand when there are any.
 */
export class RefusedEntries {
  readonly #refused: Refused[] = [];

  /**
   * Does the work of one entry. Resolves with `undefined` when it is refused.
   * @param pointer JSON Pointer to the entry
   * @throws whatever is no refusal of this entry, such as a database that does not answer
   */
  async attempt<T>(pointer: string, work: () => Promise<T>): Promise<T | undefined> {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof ProblemError) || error.status >= 500) throw error;
      this.#refused.push({ pointer, error });
      return undefined;
    }
  }

  /** @throws ProblemError with the code of the first refused entry, and all of them in `errors` */
  throwIfAny(): void {
    const [first] = this.#refused;
    if (!first) return;
    const { code, detail, hint, violations, currentVersion, conflicts, allowed } = first.error;
    const others = this.#refused.length - 1;
    throw new ProblemError(code, others === 0 ? detail : `${detail} ${others} more refused: see errors.`, {
      ...(hint === undefined ? {} : { hint }),
      ...(violations === undefined ? {} : { violations }),
      ...(currentVersion === undefined ? {} : { currentVersion }),
      ...(conflicts === undefined ? {} : { conflicts }),
      ...(allowed === undefined ? {} : { allowed }),
      errors: this.#refused.flatMap(errorsOf),
    });
  }
}

/** Where a refusal does not point at anything, it means the entry. */
function errorsOf({ pointer, error }: Refused): FieldError[] {
  const { code, detail, errors = [{ pointer, detail }] } = error;
  return errors.map((each) => ({ ...each, code }));
}

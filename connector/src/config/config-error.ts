/** Something in the configuration is wrong. Every fault is listed, so that one round of mending is enough. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  /** One line each: `file: pointer: what was found; what is expected; hint`. */
  readonly faults: readonly string[];

  constructor(faults: readonly string[]) {
    super(
      `The configuration has ${faults.length === 1 ? 'a fault' : `${faults.length} faults`}:\n${faults.map((fault) => `  ${fault}`).join('\n')}`,
    );
    this.faults = faults;
  }
}

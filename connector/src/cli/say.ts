/** A line for whoever sits at the keyboard. */
export function toOutput(line: string): void {
  process.stdout.write(`${line}\n`);
}

const everyMilliseconds = 40;
const patienceMilliseconds = 20_000;

/**
 * Asks again and again until the answer is neither false nor empty, and gives it back.
 * @param what - what is waited for, in words; the error says it
 * @throws Error after 20 seconds, with the last error of the question if it threw one
 */
export async function until<T>(ask: () => Promise<T> | T, what: string): Promise<NonNullable<T>> {
  const deadline = performance.now() + patienceMilliseconds;
  for (let cause: unknown; ; ) {
    try {
      const answer = await ask();
      if (answer) return answer;
      cause = undefined;
    } catch (error) {
      cause = error;
    }
    if (performance.now() > deadline) throw new Error(`It never came about: ${what}`, { cause });
    await new Promise((resolve) => setTimeout(resolve, everyMilliseconds));
  }
}

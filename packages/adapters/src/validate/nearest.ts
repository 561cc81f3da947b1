/** A hint for a mistyped name: the one most likely meant, or the list of what there is (at most 20 of it). */
export function nameHint(name: string, known: readonly string[]): string {
  if (known.length === 0) return 'There are none.';
  const meant = nearest(name, known);
  if (meant !== undefined) return `Did you mean "${meant}"?`;
  const shown = known.slice(0, 20).join(', ');
  return known.length > 20 ? `Known: ${shown}, and ${known.length - 20} more.` : `Known: ${shown}.`;
}

/** At most a third of the letters may differ; case is ignored. */
export function nearest(name: string, known: readonly string[]): string | undefined {
  const wanted = name.slice(0, 64).toLowerCase();
  const near = known
    .map((candidate) => ({ candidate, distance: editDistance(wanted, candidate.toLowerCase()) }))
    .filter(({ candidate, distance }) => distance <= Math.max(1, Math.floor(Math.max(wanted.length, candidate.length) / 3)))
    .sort((a, b) => a.distance - b.distance);
  return near[0]?.candidate;
}

/** Damerau–Levenshtein's distance: two neighbours that changed places are one mistake. */
function editDistance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const replaced = (last[column - 1] ?? 0) + (a[row - 1] === b[column - 1] ? 0 : 1);
      const isSwap = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      const swapped = isSwap ? (beforeLast[column - 2] ?? 0) + 1 : replaced;
      current[column] = Math.min(replaced, swapped, (last[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1);
    }
    beforeLast = last;
    last = current;
  }
  return last[b.length] ?? 0;
}

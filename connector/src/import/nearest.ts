import { didYouMean } from '../internal/did-you-mean.ts';

/** A hint for a mistyped name: the one most likely meant, or the list of what there is (at most 20 of it). */
export function nameHint(name: string, known: readonly string[]): string {
  const meant = didYouMean(name, known);
  if (meant !== undefined) return `Did you mean "${meant}"?`;
  const shown = known.slice(0, 20).join(', ');
  return known.length > 20 ? `Known: ${shown}, and ${known.length - 20} more.` : `Known: ${shown}.`;
}

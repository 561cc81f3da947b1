/**
 * Which of two media types a client would rather have (RFC 9110 §12.5.1): the one of higher quality, and of two alike the one that is
 * named, or named first. What matches neither by name is no wish.
 * @returns true for `wanted`, false for `standard`, which also answers whoever accepts neither
 */
export function prefers(accept: string | null, wanted: string, standard: string): boolean {
  const ranges = (accept ?? '').split(',').map(rangeOf);
  const [is, other] = [wishFor(ranges, wanted), wishFor(ranges, standard)];
  if (is.quality === 0 || is.quality !== other.quality) return is.quality > other.quality;
  return is.namedAt !== -1 && (other.namedAt === -1 || is.namedAt < other.namedAt);
}

interface Range {
  readonly type: string;
  /** 0 to 1; 0 is refused. */
  readonly quality: number;
}

function rangeOf(text: string): Range {
  const [type = '', ...parameters] = text.split(';').map((part) => part.trim().toLowerCase());
  const weight = parameters.find((parameter) => /^q\s*=/.test(parameter));
  const quality = weight === undefined ? 1 : Number(weight.replace(/^q\s*=\s*/, ''));
  return { type, quality: quality >= 0 && quality <= 1 ? quality : 0 };
}

/** The most exact range decides. */
function wishFor(ranges: readonly Range[], type: string): { readonly quality: number; readonly namedAt: number } {
  const namedAt = ranges.findIndex((range) => range.type === type);
  const [family = ''] = type.split('/');
  const range =
    ranges[namedAt] ?? ranges.find((each) => each.type === `${family}/*`) ?? ranges.find((each) => each.type === '*/*');
  return { quality: range?.quality ?? 0, namedAt };
}

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };
const lineTags = new Set('br hr p div li tr h1 h2 h3 h4 h5 h6 ul ol table blockquote'.split(' '));

/**
 * The text of a piece of HTML: what is no text is left out, blocks and breaks become lines. For showing as text only; what comes out may
 * hold `<` and is no safer than any other text. Takes time in proportion to the length, whatever is in it.
 */
export function htmlToText(html: string): string {
  return withoutTags(html.replaceAll(/\s+/g, ' '))
    .replaceAll(/&(#x[0-9a-f]{1,6}|#\d{1,7}|[a-z]{2,6});/gi, (whole, name: string) => entity(name) ?? whole)
    .split('\n')
    .map((line) => line.trim())
    .join('\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim();
}

function withoutTags(html: string): string {
  const lower = html.toLowerCase();
  let text = '';
  let at = 0;
  while (at < html.length) {
    const open = html.indexOf('<', at);
    if (open === -1) return text + html.slice(at);
    text += html.slice(at, open);
    const name = /^<\/?([a-z][a-z0-9]{0,15})/.exec(lower.slice(open, open + 18))?.[1];
    if (name === undefined && !lower.startsWith('<!--', open)) {
      text += '<';
      at = open + 1;
      continue;
    }
    const end = endOf(lower, open, name);
    // Nothing closes it, so nothing closes what comes after.
    if (end === -1) return text;
    if (name !== undefined && lineTags.has(name)) text += lower[open + 1] === '/' || name === 'br' || name === 'hr' ? '\n' : '';
    at = end;
  }
  return text;
}

/** Where the text goes on: behind a tag, a comment, or a script with all that is in it. */
function endOf(lower: string, open: number, name: string | undefined): number {
  const after = (sign: string, from: number) => {
    const found = lower.indexOf(sign, from);
    return found === -1 ? -1 : found + sign.length;
  };
  if (name === undefined) return after('-->', open);
  if ((name === 'script' || name === 'style') && lower[open + 1] !== '/') {
    const close = lower.indexOf(`</${name}`, open);
    return close === -1 ? -1 : after('>', close);
  }
  return after('>', open);
}

function entity(name: string): string | undefined {
  if (!name.startsWith('#')) return named[name.toLowerCase()];
  const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
  // NUL and halves of pairs are no signs.
  return code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : '';
}

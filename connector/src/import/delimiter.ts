const candidates = [',', ';', '\t', '|'] as const;
export type Delimiter = (typeof candidates)[number];

/** Words for a delimiter, and how a map writes it. */
export const delimiterNames: Readonly<Record<Delimiter, { word: string; written: string }>> = {
  ',': { word: 'comma', written: '","' },
  ';': { word: 'semicolon', written: '";"' },
  '\t': { word: 'tab', written: 'tab' },
  '|': { word: 'bar', written: '"|"' },
};

/**
 * The delimiter a file is written with: the one that stands most often in its header row, outside quotes.
 * A file of one column gives a comma.
 * @param headerRow which row holds the names, from 1
 */
export function detectDelimiter(beginning: string, headerRow = 1): Delimiter {
  const header = rowOf(beginning, headerRow);
  let best: Delimiter = ',';
  let most = 0;
  for (const candidate of candidates) {
    const count = countOutsideQuotes(header, candidate);
    if (count > most) {
      best = candidate;
      most = count;
    }
  }
  return best;
}

/** Whether the header row has this delimiter in it, outside quotes. */
export function hasDelimiter(beginning: string, delimiter: Delimiter, headerRow: number): boolean {
  return countOutsideQuotes(rowOf(beginning, headerRow), delimiter) > 0;
}

/** The n-th row that is not empty; line breaks inside quotes do not end a row. */
function rowOf(text: string, wanted: number): string {
  let quoted = false;
  let start = 0;
  let row = 0;
  for (let i = 0; i <= text.length; i++) {
    if (text[i] === '"') quoted = !quoted;
    const isEnd = i === text.length || (text[i] === '\n' && !quoted);
    if (!isEnd) continue;
    const line = text.slice(start, i);
    if (line.trim() !== '') row++;
    if (row === wanted) return line;
    start = i + 1;
  }
  return text;
}

function countOutsideQuotes(text: string, wanted: string): number {
  let quoted = false;
  let count = 0;
  for (const letter of text) {
    if (letter === '"') quoted = !quoted;
    else if (letter === wanted && !quoted) count++;
  }
  return count;
}

/** One entry of a calendar. All times are instants, so that no reader has to know our zones: they are right on every day of the year. */
export interface CalendarEntry {
  /** The same for the same entry for ever, and no other's anywhere. */
  readonly uid: string;
  /** Counts changes from 0; a reader takes the highest. */
  readonly sequence: number;
  /** Instants, UTC ISO 8601. */
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly summary: string;
  readonly description?: string;
  readonly location?: string;
  readonly position?: { readonly latitude: number; readonly longitude: number } | null;
  readonly categories?: readonly string[];
  /** `tentative` until somebody in the field has been told; `cancelled` takes it out of calendars that have it. */
  readonly status: 'confirmed' | 'tentative' | 'cancelled';
}

/** Beginning of an iCalendar file (RFC 5545). Entries and `calendarEnd` follow. */
export function calendarStart(name: string): string {
  return lines(
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Dispatchkit//Connector//EN',
    'CALSCALE:GREGORIAN',
    // The first is RFC 7986, the second what calendars understood before it.
    `NAME:${escaped(name)}`,
    `X-WR-CALNAME:${escaped(name)}`,
  );
}

export const calendarEnd = 'END:VCALENDAR\r\n';

export function calendarEntry(entry: CalendarEntry): string {
  const { description, location, position, categories = [] } = entry;
  return lines(
    'BEGIN:VEVENT',
    `UID:${escaped(entry.uid)}`,
    `SEQUENCE:${entry.sequence}`,
    // Without a METHOD this is when the entry was last revised (RFC 5545 §3.8.7.2), so the same state gives the same text.
    `DTSTAMP:${basic(entry.updatedAt)}`,
    `CREATED:${basic(entry.createdAt)}`,
    `LAST-MODIFIED:${basic(entry.updatedAt)}`,
    `DTSTART:${basic(entry.startsAt)}`,
    `DTEND:${basic(entry.endsAt)}`,
    `SUMMARY:${escaped(entry.summary)}`,
    ...(description ? [`DESCRIPTION:${escaped(description)}`] : []),
    ...(location ? [`LOCATION:${escaped(location)}`] : []),
    ...(position ? [`GEO:${position.latitude};${position.longitude}`] : []),
    ...(categories.length > 0 ? [`CATEGORIES:${categories.map(escaped).join(',')}`] : []),
    `STATUS:${entry.status.toUpperCase()}`,
    `TRANSP:${entry.status === 'cancelled' ? 'TRANSPARENT' : 'OPAQUE'}`,
    'END:VEVENT',
  );
}

function lines(...content: readonly string[]): string {
  return content.map((line) => `${folded(line)}\r\n`).join('');
}

/** `20261120T173000Z`; calendars know no fractions of a second. */
function basic(instant: string): string {
  return instant.replace(/\.\d+/, '').replaceAll(/[-:]/g, '');
}

/** TEXT of RFC 5545 §3.3.11. Characters that no line may hold are left out, lone halves of a character are replaced. */
function escaped(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/\r\n|\r|\n/g, '\n')
    .replaceAll(/[^\P{Cc}\t\n]/gu, '')
    .replaceAll(/[\\;,]/g, '\\$&')
    .replaceAll('\n', '\\n');
}

const encoder = new TextEncoder();
const maxOctets = 75;

/** Lines are at most 75 octets; longer ones go on after a blank, and never inside a character (RFC 5545 §3.1). */
function folded(line: string): string {
  if (line.length * 3 <= maxOctets || encoder.encode(line).byteLength <= maxOctets) return line;
  const parts: string[] = [];
  let part = '';
  let octets = 0;
  for (const character of line) {
    const size = encoder.encode(character).byteLength;
    if (octets + size > maxOctets) {
      parts.push(part);
      part = ' ';
      octets = 1;
    }
    part += character;
    octets += size;
  }
  return [...parts, part].join('\r\n');
}

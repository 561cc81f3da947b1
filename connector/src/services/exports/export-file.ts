import type { Settings } from '@dispatchkit/contract';
import { dayOf } from '@dispatchkit/scheduling';
import type { Clock } from '../../ports/clock.ts';

/** A file that is written while it is read. */
export interface ExportFile {
  /** What to call it; may hold any letters. */
  readonly name: string;
  readonly mediaType: string;
  /** How many records there were when it was opened. */
  readonly total: number;
  /** A piece per page, to be read once. Errors of the database come out of it as they happen. */
  readonly text: AsyncIterable<string>;
}

/** `Acme jobs 2026-11-20.csv`, with the tenant's own name and day. @param what kind of record, or whose they are */
export function fileNameOf({ name, timeZone }: Settings, clock: Clock, what: string, extension: string): string {
  return `${safe(name)} ${safe(what)} ${dayOf(clock.now(), timeZone)}.${extension}`;
}

/** Without what some file systems refuse. */
function safe(words: string): string {
  return words.replaceAll(/[\\/:*?"<>|\p{Cc}]+/gu, ' ').trim();
}

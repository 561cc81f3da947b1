import { uuidv7 } from 'uuidv7';

/** Where new ids come from. */
export interface Ids {
  /** A new id, never given before. Those of one source sort by the time they were made. */
  next(): string;
}

/** UUIDv7 (RFC 9562). */
export const uuidIds: Ids = { next: () => uuidv7() };

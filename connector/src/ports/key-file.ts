import type { JWK } from 'jose';

/** Keeps the private key of the development issuer between starts. Readable by nobody but whoever runs the connector. */
export interface KeyFile {
  /** The kept key; the first time, what `make` gives is kept and returned. Two starts at once end with the same key. */
  loadOrKeep(make: () => Promise<JWK>): Promise<JWK>;
}

/** A file of the pages the connector can serve beside its API: console, check-in, and what they load. */
export interface PageFile {
  readonly body: ReadableStream<Uint8Array> | Uint8Array;
  readonly bytes: number;
  /** Set when the file is stored compressed. */
  readonly encoding?: 'br' | 'gzip';
  /** Changes whenever the content does; goes into the ETag. Letters, digits, `-` and `.` only. */
  readonly revision: string;
}

/** Where the pages come from: a directory on Node, a bundle elsewhere. */
export interface Pages {
  /**
   * A file by its path (`assets/app-4f3a.js`: segments of `A–Z a–z 0–9 _ - . @ +`, none starting with a dot), or undefined.
   * Prefers a stored compressed form among those accepted. Must never answer anything outside its own root.
   */
  open(path: string, accept: ReadonlySet<string>): Promise<PageFile | undefined>;
}

import type { Json } from './json.ts';

/** A request to an operation and its answer. */
export interface Example {
  readonly params?: Readonly<Record<string, string>>;
  readonly request?: Json;
  readonly answer?: Json;
}

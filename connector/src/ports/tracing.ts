/** Of a span: ids of operations, codes, counts. Never tokens, people, contents or tenants. */
export type SpanAttributes = Readonly<Record<string, string | number | boolean>>;

/** Something that takes time, and what it is part of. */
export interface Span {
  rename(name: string): void;
  set(name: string, value: string | number | boolean): void;
  /** Says that it failed. `code` is a problem code or the name of an error, never a message. */
  fail(code: string): void;
}

/**
 * Follows a request through its parts, and from one system to the next (W3C Trace Context). Spans opened inside `work` are parts
 * of its span, across everything that is awaited.
 */
export interface Tracing {
  /** A request somebody sent us; its `traceparent`, when there is one, says what it is part of. */
  request<T>(name: string, headers: Headers, work: (span: Span) => Promise<T>): Promise<T>;
  /** One part of what is going on. When `work` throws, the span has failed. */
  part<T>(name: string, attributes: SpanAttributes, work: (span: Span) => Promise<T>): Promise<T>;
  /** Id of the trace that is going on, 32 hexadecimal digits, for the log. */
  traceId(): string | undefined;
  /** Headers that tell another system what its work is part of. */
  headers(): Readonly<Record<string, string>>;
  /** Sends what has been gathered. Never throws. */
  flush(): Promise<void>;
  /** Sends the rest, and stops. */
  close(): Promise<void>;
}

const noSpan: Span = { rename() {}, set() {}, fail() {} };
const nothing = {};

/** Follows nothing. */
export const noTracing: Tracing = {
  request: (_name, _headers, work) => work(noSpan),
  part: (_name, _attributes, work) => work(noSpan),
  traceId: () => undefined,
  headers: () => nothing,
  flush: async () => {},
  close: async () => {},
};

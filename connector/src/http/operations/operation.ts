import type { Action, ProblemCode } from '@dispatchkit/contract';
import type { z } from 'zod';

export type HttpMethod = 'get' | 'post' | 'patch' | 'delete';

/** Names in braces of a path template: `PathParams<'/jobs/{jobId}/events'>` is `{ jobId: string }`. */
export type PathParams<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
  ? { readonly [K in Name]: string } & PathParams<Rest>
  : Readonly<Record<never, never>>;

export type Tag =
  | 'jobs'
  | 'assignments'
  | 'technicians'
  | 'customers'
  | 'sites'
  | 'shifts'
  | 'time off'
  | 'crews'
  | 'equipment'
  | 'certifications'
  | 'dependencies'
  | 'series'
  | 'views'
  | 'API keys'
  | 'webhooks'
  | 'adapters'
  | 'pending changes'
  | 'exports'
  | 'live'
  | 'tokens'
  | 'settings'
  | 'system';

/**
 * One operation of the wire, before there is any code behind it. The routes are registered from it, the OpenAPI document is
 * generated from it, and the permission table test runs over all of them.
 */
export interface Operation<
  Path extends string = string,
  Query extends z.ZodObject = z.ZodObject,
  Body extends z.ZodType = z.ZodType,
  Answer extends z.ZodType = z.ZodType,
> {
  /** `operationId`: unique, camelCase, starts with a verb. */
  readonly id: string;
  readonly method: HttpMethod;
  /** Below `/v1`, with ids in braces. */
  readonly path: Path;
  readonly tag: Tag;
  readonly summary: string;
  readonly description?: string;
  /** What the caller's role must grant, at least for what is their own. */
  readonly action: Action;
  /** Gives access or takes it: asks for the strong sign-in that is configured, if any. */
  readonly stepUp?: boolean;
  readonly query?: Query;
  readonly body?: Body;
  /** No body is as good as an empty object. */
  readonly mayBeEmpty?: boolean;
  /** PATCH bodies may also come as `application/merge-patch+json`. */
  readonly mergePatch?: boolean;
  /** Bodies that are not read as JSON by `body`, by media type: the handler reads them itself. */
  readonly rawBody?: Readonly<Record<string, z.ZodType>>;
  /** Largest body in bytes. Default 1 MB. */
  readonly maxBodyBytes?: number;
  /** Points a request takes from its subject's quota. Default 1. */
  readonly cost?: number;
  /** How long it may take, where that differs from the configured time. Seconds. */
  readonly maxSeconds?: number;
  /** Absent: 204 without a body. */
  readonly answer?: Answer;
  /** Status of success. Default 200, or 204 without `answer`. */
  readonly status?: 200 | 201 | 202 | 204;
  /** `If-Match` with the version of the record: needed, or honoured when sent. */
  readonly ifMatch?: 'required' | 'optional';
  /** The answer is one record with a `version`: it carries an `ETag`, and a GET honours `If-None-Match`. */
  readonly etag?: boolean;
  /** Parts of the record change without a new version, so `If-None-Match` cannot save reading it. */
  readonly alwaysFresh?: boolean;
  /** No GET, and yet it makes no event. */
  readonly eventless?: boolean;
  /**
   * What an `Idempotency-Key` does. `kept`: the answer of a success is given again. `once`: it happens once, but its answer holds a
   * secret that is not kept, so who repeats it is told that it has happened. `harmless`: nothing, as repeating changes nothing more.
   * Absent: it would happen again each time, so a POST with the header is refused.
   */
  readonly idempotency?: 'kept' | 'once' | 'harmless';
  /** A 201 names the new record: collection path under `/v1` that `Location` is built from. */
  readonly location?: string;
  /** The answer may also be a stream of server-sent events. */
  readonly stream?: boolean;
  /** The answer is a file of this media type, to be saved or read by another program. */
  readonly file?: string;
  /** Refusals of its own, on top of those every operation shares. */
  readonly problems?: readonly ProblemCode[];
}

/** Gives an operation its exact types. `query`, `body` and `answer` may be left out. */
export function operation<
  const Path extends string,
  Query extends z.ZodObject = z.ZodObject<Record<never, never>>,
  Body extends z.ZodType = z.ZodUndefined,
  Answer extends z.ZodType = z.ZodUndefined,
>(definition: Operation<Path, Query, Body, Answer>): Operation<Path, Query, Body, Answer> {
  return definition;
}

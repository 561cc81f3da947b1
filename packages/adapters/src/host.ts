import type { HostErrorKind, HostFilter, HostKind, HostManifest } from '@dispatchkit/contract/manifest';

/** A record as a host has it, in our words. */
export interface HostRecord {
  readonly kind: HostKind;
  /** The host's id as one opaque text; composite ids are encoded into it. */
  readonly id: string;
  /**
   * Our fields by name; `custom.name` for the tenant's own. Instants in UTC, durations in minutes. References (`customerId`, `siteId`,
   * `jobId`, `technicianId`) are host ids. What the manifest does not map is not there; what the host has empty is null.
   */
  readonly fields: Readonly<Record<string, unknown>>;
  /** What the host wants to see again when the record is written, so that others' changes are not lost. */
  readonly token: string | null;
  /** Words of the host that its enums do not name. */
  readonly unmapped: readonly UnmappedValue[];
  /** Fields whose values could not be read. They are not among `fields`; the others are good. Not there when there is none. */
  readonly faults?: readonly HostFieldFault[];
}

export interface HostFieldFault {
  readonly field: string;
  readonly hostField: string | null;
  /** What was expected, and what was found: its form, never the value. */
  readonly message: string;
}

export interface UnmappedValue {
  readonly field: string;
  readonly enum: string;
  /** As the host has it. */
  readonly value: string;
  /** The host's own name for it, where it has one. */
  readonly label?: string;
}

export interface HostPage {
  readonly records: readonly HostRecord[];
  /** For the next page; undefined after the last. Opaque, and of no use after a change of the question. */
  readonly next: string | undefined;
  readonly total?: number;
  /** What the host could not be asked and was looked at here. */
  readonly filteredHere?: HostFilter;
}

export interface HostList {
  /** On our field names, with our values. */
  readonly filter?: HostFilter;
  readonly page?: string;
  readonly signal?: AbortSignal;
}

/** What has happened at the host since `cursor`. */
export interface HostChangesPage {
  readonly changed: readonly HostRecord[];
  readonly removed: readonly string[];
  /** For the next question. To be kept with the records, in one transaction. */
  readonly cursor: string;
  readonly hasMore: boolean;
  /** The cursor was too old, or none was given: these are pages of everything, and what is not in them is gone. */
  readonly isFull: boolean;
  /**
   * Beginnings of ids: what is known by an id that begins so and is not in `changed` is gone. Only where assignments are fields of jobs, of
   * which a change of the job does not say who was assigned before.
   */
  readonly completeFor?: readonly string[];
}

export interface HostCapabilities {
  readonly create: boolean;
  readonly update: boolean;
  readonly delete: boolean;
  /** Fields that can be written. */
  readonly writable: readonly string[];
  /** Words that can be written, by field: a host may know fewer than we do. */
  readonly words: Readonly<Record<string, readonly string[]>>;
  /** Two people's changes are told apart surely, or only nearly always (compare before write), or not. */
  readonly conflicts: 'sure' | 'likely' | 'unseen';
  /** A record that was made with a key can be found by it: nobody needs to make it again for not having heard the answer. */
  readonly findsCreated: boolean;
  /** A record is asked for by itself, so whether it is there is known apart from what lists hold. */
  readonly readsSingly: boolean;
}

/** One host system, opened with the settings of one tenant. Every call may throw `HostError`. */
export interface Host {
  readonly manifest: HostManifest;
  readonly kinds: readonly HostKind[];
  capabilities(kind: HostKind): HostCapabilities;
  /** Signs in and makes the bootstrap calls. Other calls do so by themselves. */
  signIn(signal?: AbortSignal): Promise<void>;
  list(kind: HostKind, list?: HostList): Promise<HostPage>;
  get(kind: HostKind, id: string, signal?: AbortSignal): Promise<HostRecord | undefined>;
  /** Ids of everything there is now, a page at a time, for finding what is gone. */
  ids(
    kind: HostKind,
    page?: string,
    signal?: AbortSignal,
  ): Promise<{ readonly ids: readonly string[]; readonly next: string | undefined }>;
  changes(kind: HostKind, cursor: string | undefined, signal?: AbortSignal): Promise<HostChangesPage>;
  /**
   * Resolves to the record as the host has it afterwards.
   * @param key a UUID that is the record's alone; kept at the host where it has a place for it
   */
  create(kind: HostKind, fields: Readonly<Record<string, unknown>>, signal?: AbortSignal, key?: string): Promise<HostRecord>;
  /** The record that was made with this key. Undefined when there is none, and where `findsCreated` is false. */
  findCreated(kind: HostKind, key: string, signal?: AbortSignal): Promise<HostRecord | undefined>;
  /** Only `changes` are written. `before` is the record the change was made from. */
  update(
    kind: HostKind,
    id: string,
    changes: Readonly<Record<string, unknown>>,
    before: HostRecord | undefined,
    signal?: AbortSignal,
  ): Promise<HostRecord>;
  remove(kind: HostKind, id: string, before: HostRecord | undefined, signal?: AbortSignal): Promise<void>;
  /** Reads the host's own description of its fields, or a page of its rows where it has none, and compares. */
  probe(signal?: AbortSignal): Promise<ProbeReport>;
}

export interface ProbeReport {
  /** What answered: product and version, where the host says so. */
  readonly host: string | null;
  readonly findings: readonly ProbeFinding[];
}

export interface ProbeFinding {
  readonly severity: 'fault' | 'warning' | 'fact';
  readonly kind: HostKind | null;
  readonly field: string | null;
  readonly hostField: string | null;
  /** For people: what was expected, what was found, what to do. */
  readonly message: string;
}

export interface HostErrorFacts {
  readonly asked?: string | undefined;
  readonly retryAfterMs?: number | undefined;
  readonly status?: number | undefined;
  readonly mayBeDone?: boolean | undefined;
  readonly cause?: unknown;
}

/** The host said no, or nothing. The message is for people: the host's own sentence, or ours; never a traceback, SQL or a secret. */
export class HostError extends Error {
  override readonly name = 'HostError';
  readonly kind: HostErrorKind;
  /** Milliseconds after which it may be tried again, where the host said so. */
  readonly retryAfterMs: number | undefined;
  /** HTTP status, where there was an answer. */
  readonly status: number | undefined;
  /** Method and address of the call, for whoever brings the host in: `GET https://erp.example.com/orders`. Without query and secrets. */
  readonly asked: string | undefined;
  /** What was to be written may have been, wholly or in part: there was no answer, or something failed only afterwards. */
  readonly mayBeDone: boolean;

  constructor(kind: HostErrorKind, message: string, facts: HostErrorFacts = {}) {
    super(message, facts.cause === undefined ? undefined : { cause: facts.cause });
    this.kind = kind;
    this.retryAfterMs = facts.retryAfterMs;
    this.status = facts.status;
    this.asked = facts.asked;
    this.mayBeDone = facts.mayBeDone ?? false;
  }

  /** The same with some facts more, or with another message. */
  with({ message = this.message, ...more }: HostErrorFacts & { readonly message?: string }): HostError {
    const { kind, retryAfterMs, status, asked, mayBeDone, cause } = this;
    return new HostError(kind, message, { retryAfterMs, status, asked, mayBeDone, cause, ...more });
  }

  /** The same of a write that may have been done all the same. */
  perhapsDone(): HostError {
    return this.with({ mayBeDone: true });
  }
}

/** The message with the call it is about, for whoever brings the host in. */
export function withCall({ message, asked, status }: HostError): string {
  return asked === undefined ? message : `${message} (${asked}${status === undefined ? '' : `: ${status}`})`;
}

/** What the engine needs from the program around it; nothing in it knows a runtime. */
export interface HostSurroundings {
  /** Guarded by the caller against private addresses where that is due. Redirects are never followed by themselves. */
  readonly fetch: (request: Request) => Promise<Response>;
  /** Values of the settings, secrets among them. */
  readonly settings: Readonly<Record<string, string | number | boolean>>;
  readonly nowMs: () => number;
  /** Resolves after so many milliseconds, or rejects when aborted. */
  readonly wait: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
  /**
   * The host has replaced a secret setting, and the old value is of no use any more: a refresh token that is good for one time. Without
   * it the new value is lost when the program ends.
   */
  readonly keepSecret?: (setting: string, value: string) => Promise<void>;
  /** What was kept last of a secret setting, by whichever program speaks to the host with it. Undefined: nothing. */
  readonly newestSecret?: (setting: string) => Promise<string | undefined>;
  /** Does a task that uses a secret setting up, while no other program does so. Without it they are not waited for. */
  readonly inTurn?: <T>(setting: string, task: () => Promise<T>) => Promise<T>;
}

import type { FieldConflict } from '@dispatchkit/contract';
import type { HostKind, HostManifest } from '@dispatchkit/contract/manifest';

/** Fields in our words, references as ids of the host. */
export type HostFields = Readonly<Record<string, unknown>>;

export type HostMode = 'own' | 'mirror' | 'proxy';

/** A host system of one tenant, as it is configured. */
export interface HostConfig {
  readonly tenant: string;
  /** Unique per tenant. */
  readonly name: string;
  readonly manifest: HostManifest;
  readonly settings: Readonly<Record<string, string | number | boolean>>;
  /** Settings that nobody may read. */
  readonly secrets: Readonly<Record<string, string>>;
  /** Kinds left out are our own. */
  readonly modes: Readonly<Partial<Record<HostKind, HostMode>>>;
  readonly pollSeconds: number;
  /** What becomes of changes while the host does not answer. */
  readonly whenAway: 'queue' | 'refuse';
}

/** How far one kind of record of a host has been fetched. */
export interface HostKindState {
  readonly kind: HostKind;
  readonly phase: 'waiting' | 'loading' | 'steady';
  /** Where the next question begins; `null` before the first one. */
  readonly cursor: string | null;
  /** Counts passes over everything; records that the newest pass has not met are missing. */
  readonly pass: number;
  /** Whether such a pass is under way. */
  readonly isPassing: boolean;
  readonly total: number | null;
  readonly lastSuccessMs: number | null;
  /** When it was last looked for what is gone. */
  readonly reconciledMs: number | null;
  /** For people. */
  readonly lastError: string | null;
  readonly lastErrorMs: number | null;
  /** The last error was no answer at all: nothing can be said to the host, whatever it is. */
  readonly isSilent: boolean;
  /** In a row. */
  readonly failures: number;
  /** What the last list of everything has lacked, and is here all the same. Older states are without it. */
  readonly missing?: HostMissing | null;
}

/** Records that are perhaps gone at the host. */
export interface HostMissing {
  readonly count: number;
  /** Of so many. */
  readonly known: number;
  /** So many that people are told. */
  readonly isMany: boolean;
  /** The host has some of them when it is asked for each. */
  readonly isDenied: boolean;
  /** From then on everything is read again, and what is missing once more is believed to be gone. */
  readonly againMs: number;
}

export interface UnmappedWord {
  readonly field: string;
  readonly enum: string;
  readonly value: string;
  readonly label?: string;
}

/** A record as the host had it when it was last heard of. */
export interface HostFact {
  readonly kind: HostKind;
  readonly hostId: string;
  /** Ours; `null` while it could not be taken over. */
  readonly id: string | null;
  readonly token: string | null;
  readonly fields: HostFields;
  readonly unmapped: readonly UnmappedWord[];
  /** Refers to something of the host that is not known here (yet). */
  readonly isDangling: boolean;
  /** Why it could not be taken over. */
  readonly rejection: string | null;
  readonly pass: number;
}

/** A change that has not reached the host. They are sent in the order of their `id`. */
export interface HostWrite {
  readonly id: string;
  readonly kind: HostKind;
  readonly recordId: string;
  readonly operation: 'create' | 'update' | 'delete';
  /** Ours, with ids of ours; turned into the host's when it is sent. */
  readonly changes: HostFields;
  readonly state: 'waiting' | 'conflict' | 'dead';
  readonly attempts: number;
  /** The host wants it to be confirmed; `lastError` is its question. Older ones are without it. */
  readonly asks?: boolean;
  readonly lastError: string | null;
  readonly conflicts: readonly FieldConflict[];
  readonly createdMs: number;
}

/**
 * Changes that a host is being told of, by whichever process, and that are not kept here yet. What the host answers of those records
 * meanwhile may be what it was just told. Deletions are still there for a while, against answers from before.
 */
export interface HostTelling {
  readonly id: string;
  readonly changes: readonly HostToldChange[];
  /** What it was told to delete, once that is kept here; `seq` of that unit of work. Nothing else is left of it to tell. */
  readonly gone?: { readonly seq: number; readonly records: readonly { readonly kind: HostKind; readonly hostId: string }[] };
  readonly notedMs: number;
  /** Who has not ended it by then was killed. */
  readonly untilMs: number;
}

export interface HostToldChange {
  readonly kind: HostKind;
  /** Ours. */
  readonly id: string;
  readonly operation: HostWrite['operation'];
}

/** What is to be kept of a host. All of it, in this order. */
export interface HostMemory {
  readonly forget?: readonly { readonly kind: HostKind; readonly hostId: string }[];
  readonly facts?: readonly HostFact[];
  /** The facts are what the host has answered when it was told; `seq` of that unit of work. */
  readonly toldSeq?: number;
  readonly state?: HostKindState;
  readonly writes?: readonly HostWrite[];
  readonly sent?: readonly string[];
  /** Begun, or taking longer. */
  readonly telling?: HostTelling;
  /** Ids of tellings that have ended. */
  readonly told?: readonly string[];
}

/** What has not reached the host of one record: how many changes in each state. */
export interface PendingRecord extends Record<HostWrite['state'], number> {
  readonly kind: HostKind;
  readonly id: string;
}

/** What tells how a host is doing. */
export interface HostReport {
  /** Of the kinds that have been begun with. */
  readonly states: readonly HostKindState[];
  /** Records of the host that are here, by kind; only while something is loaded for the first time. */
  readonly loaded: ReadonlyMap<HostKind, number>;
  readonly writes: Readonly<Record<HostWrite['state'], number>>;
  /** Those with the gravest state first: `dead`, then `conflict`, then the others, each in the order they were made. */
  readonly pending: readonly PendingRecord[];
}

export interface HostCounts {
  readonly records: number;
  readonly unmapped: number;
  readonly rejected: number;
}

/** What is known of the host systems of a tenant beside the records themselves. Every method takes the tenant first. */
export interface HostStore {
  /** In a transaction of its own. With records: `Writer.keepOfHost`. */
  keep(tenant: string, host: string, memory: HostMemory): Promise<void>;
  /** Forgets how far everything was fetched: it begins anew. */
  beginAnew(tenant: string, host: string): Promise<void>;
  /** Whether anything is kept of a host of that name. */
  knows(tenant: string, host: string): Promise<boolean>;
  states(tenant: string, host: string): Promise<HostKindState[]>;
  /** By ids of the host. Any number. */
  factsOf(tenant: string, host: string, kind: HostKind, hostIds: readonly string[]): Promise<HostFact[]>;
  /** How far a kind has been fetched, and the seq of the tenant's newest event. */
  stateAndSeq(
    tenant: string,
    host: string,
    kind: HostKind,
  ): Promise<{ readonly state: HostKindState | undefined; readonly seq: number }>;
  /**
   * As `factsOf`, with what the host is being told of, and which of the records it was told of after a seq, all as of one moment. Tellings
   * that have lapsed are left out.
   */
  factsAndTellings(
    tenant: string,
    host: string,
    kind: HostKind,
    hostIds: readonly string[],
    as: { readonly nowMs: number; readonly afterSeq: number },
  ): Promise<{
    readonly facts: readonly HostFact[];
    readonly tellings: readonly HostTelling[];
    readonly toldSince: readonly string[];
  }>;
  /** By our ids. */
  factsOfRecords(tenant: string, host: string, kind: HostKind, ids: readonly string[]): Promise<HostFact[]>;
  /** Ids at the host, in order, after one of them. */
  hostIds(tenant: string, host: string, kind: HostKind, after: string, limit: number): Promise<string[]>;
  /** Ids at the host that neither this pass nor a later one has met, in order. */
  unmet(tenant: string, host: string, kind: HostKind, pass: number): Promise<string[]>;
  dangling(tenant: string, host: string, after: string, limit: number): Promise<HostFact[]>;
  counts(tenant: string, host: string): Promise<Map<HostKind, HostCounts>>;
  unmapped(tenant: string, host: string): Promise<(UnmappedWord & { readonly kind: HostKind; readonly count: number })[]>;
  rejections(tenant: string, host: string, limit: number): Promise<HostFact[]>;
  /** In the order they were made. */
  writes(tenant: string, host: string, filter?: HostWriteFilter): Promise<HostWrite[]>;
  writeCounts(tenant: string, host: string): Promise<Record<HostWrite['state'], number>>;
}

export interface HostWriteFilter {
  readonly states?: readonly HostWrite['state'][];
  readonly ids?: readonly string[];
  readonly recordIds?: readonly string[];
  readonly operations?: readonly HostWrite['operation'][];
  readonly limit?: number;
}

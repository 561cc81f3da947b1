import type { SigningKeys } from './credentials.ts';

/**
 * `creating`: in the directory, its database is not ready yet (an interrupted creation is finished by creating it again).
 * `suspended`: nobody of it gets in, its data stays as it is. `retired`: gone for everybody; the database is kept.
 */
export const tenantStatuses = ['creating', 'active', 'suspended', 'retired'] as const;
export type TenantStatus = (typeof tenantStatuses)[number];

/** One tenant with a database of its own. */
export interface Tenant {
  readonly id: string;
  /** For people; never used to find anything. */
  readonly name: string;
  readonly status: TenantStatus;
  /** `file:path`, `libsql://host` or `https://host`. Never carries a token. */
  readonly databaseUrl: string;
  /** Name of the environment variable (or worker secret) with the database's token; null when it needs none. Never the token. */
  readonly authTokenVariable: string | null;
  /** Of its database when it was last opened; 0 before that. */
  readonly schemaVersion: number;
  readonly createdAt: string;
  readonly updatedAt: string;
}

export type TenantDraft = Pick<Tenant, 'id' | 'name' | 'databaseUrl' | 'authTokenVariable'>;

export interface TenantListRequest {
  /** All when left out. */
  readonly status?: readonly TenantStatus[];
  /** Ids greater than this one. */
  readonly after?: string;
  readonly limit: number;
}

/**
 * Which tenants there are and where their databases stand. Truly of the whole installation, so no method takes a tenant first.
 */
export interface TenantDirectory {
  /** What the installation signs with; its tenants share it. */
  readonly signingKeys: SigningKeys;
  get(id: string): Promise<Tenant | undefined>;
  /** By id. */
  list(request: TenantListRequest): Promise<Tenant[]>;
  /**
   * Adds a tenant as `creating`. One that is there already is returned as it is; of two at once the first wins.
   * @throws ProblemError `already_exists` when its database is another tenant's
   */
  add(draft: TenantDraft): Promise<{ readonly tenant: Tenant; readonly added: boolean }>;
  /** @throws ProblemError `unknown_tenant` */
  change(id: string, change: Partial<Pick<Tenant, 'status' | 'schemaVersion'>>): Promise<Tenant>;
  /** @throws ProblemError `store_unavailable` */
  ping(): Promise<void>;
  /** Whether the directory has at least the schema this program knows. */
  isCurrent(): Promise<boolean>;
  close(): Promise<void>;
}

/** What the directory only points at. */
export interface TenantDatabases {
  /** Version that opening a database brings it to. */
  readonly newestSchemaVersion: number;
  /** The address a new tenant's database gets. @throws ProblemError `invalid` when the id cannot be part of one */
  addressFor(id: string): Pick<Tenant, 'databaseUrl' | 'authTokenVariable'>;
  /**
   * Makes the database if it is a file and not there, and brings its schema up to date. Doing it again changes nothing.
   * @throws Error that says what to do, when the database cannot be used
   */
  prepare(tenant: Tenant): Promise<{ readonly from: number; readonly to: number }>;
}

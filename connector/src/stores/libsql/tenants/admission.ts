import type { Clock } from '../../../ports/clock.ts';
import type { Log } from '../../../ports/log.ts';
import type { Tenant, TenantDirectory } from '../../../ports/tenants.ts';
import { tenantSuspended, unknownTenant } from '../../../services/tenants/problems.ts';

/** How long an entry of the directory is believed, milliseconds: a tenant suspended elsewhere is shut out here after so long. */
const believedMs = 5_000;
const maxEntries = 10_000;

interface Entry {
  readonly tenant: Tenant;
  readonly untilMs: number;
}

/**
 * Who is let in. Entries of the directory are believed for a few seconds; when the directory does not answer, the last one known
 * counts, so tenants keep working through an outage of the control database.
 */
export class Admission {
  readonly #directory: TenantDirectory;
  readonly #clock: Clock;
  readonly #log: Log;
  readonly #entries = new Map<string, Entry>();
  readonly #asked = new Map<string, Promise<Tenant>>();

  constructor(directory: TenantDirectory, { clock, log }: { readonly clock: Clock; readonly log: Log }) {
    this.#directory = directory;
    this.#clock = clock;
    this.#log = log;
  }

  /** @throws ProblemError `unknown_tenant`, `tenant_suspended`, `store_unavailable` */
  async admit(id: string): Promise<Tenant> {
    const entry = this.#entries.get(id);
    if (entry && this.#clock.now() < entry.untilMs) return admitted(entry.tenant);
    return admitted(await this.#ask(id, entry?.tenant));
  }

  /** The directory is asked again at the next use. */
  forget(id: string): void {
    this.#entries.delete(id);
  }

  /** Many requests at once ask once. */
  #ask(id: string, last: Tenant | undefined): Promise<Tenant> {
    const asked = this.#asked.get(id) ?? this.#read(id, last).finally(() => this.#asked.delete(id));
    this.#asked.set(id, asked);
    return asked;
  }

  async #read(id: string, last: Tenant | undefined): Promise<Tenant> {
    let tenant: Tenant | undefined;
    try {
      tenant = await this.#directory.get(id);
    } catch (cause) {
      if (last === undefined) throw cause;
      this.#log.warn('the directory of tenants does not answer; going on with what it said last', { tenant: id });
      tenant = last;
    }
    this.#entries.delete(id);
    if (tenant === undefined) throw unknownTenant(id);
    this.#entries.set(id, { tenant, untilMs: this.#clock.now() + believedMs });
    const [oldest] = this.#entries.keys();
    if (this.#entries.size > maxEntries && oldest !== undefined) this.#entries.delete(oldest);
    return tenant;
  }
}

function admitted(tenant: Tenant): Tenant {
  if (tenant.status === 'suspended') throw tenantSuspended(tenant.id);
  if (tenant.status !== 'active') throw unknownTenant(tenant.id);
  return tenant;
}

import type { Config } from '../../config/schema.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Egress } from '../../ports/egress.ts';
import type { Fetch } from '../../ports/fetch.ts';
import type { Finding } from './finding.ts';

/** What the doctor looks at, and with what. */
export interface Examined {
  readonly config: Config;
  /** `NODE_ENV=production`: what only suits trying things out is a fault. */
  readonly production: boolean;
  /** Of the configuration file, when there is one. */
  readonly configFile: string | undefined;
  readonly fetch: Fetch;
  /** How the connector reads the keys of issuers. */
  readonly egress: Egress;
  readonly clock: Clock;
}

/** One of the doctor's checks. Looks, and changes nothing. */
export type Check = (examined: Examined) => Promise<readonly Finding[]>;

import type { Clock } from '../ports/clock.ts';
import type { Ids } from '../ports/ids.ts';
import type { Log } from '../ports/log.ts';
import type { Store } from '../ports/store.ts';
import type { CredentialOptions } from './credentials/index.ts';
import type { HostOptions } from './hosts/index.ts';
import type { WebhookOptions } from './webhooks/options.ts';

/** What every use case is given. */
export interface ServiceOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  /** Absent: no tokens are given out. */
  readonly credentials?: CredentialOptions;
  /** Absent: every record is our own. */
  readonly hosts?: HostOptions;
  /** Absent: no webhooks are sent. */
  readonly webhooks?: WebhookOptions;
}

import type { DemoConnector } from '../connector.ts';
import type { Desk } from '../desk.ts';
import type { TrytonDesk } from './tryton-desk.ts';

/** Whose records a board shows while a suite runs: ours, or those of an ERP. */
export interface Backend {
  /** Follows the title of a suite. */
  readonly name: string;
  /** Why it cannot be had on this machine. */
  readonly missing?: string | undefined;
  /** A connector of its own on the records of the desk, as `furnish` describes them. */
  openDesk(): Promise<OpenDesk>;
  /** A connector of its own on the made-up week. */
  openWeek(): Promise<DemoConnector>;
}

export interface OpenDesk {
  readonly connector: DemoConnector;
  readonly desk: Desk;
  /** The same records at the ERP, where there is one. */
  readonly erp?: TrytonDesk;
}

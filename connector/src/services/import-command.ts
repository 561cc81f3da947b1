import type { CustomerCreate, JobCreate, SiteCreate, TechnicianCreate } from '@dispatchkit/contract';
import type { z } from 'zod';

/** Records of one kind to take over from another system; each carries its `externalRef`. */
export type ImportCommand =
  | { readonly kind: 'jobs'; readonly records: readonly ImportedJob[] }
  | { readonly kind: 'technicians'; readonly records: readonly (z.input<typeof TechnicianCreate> & { externalRef: string })[] }
  | { readonly kind: 'customers'; readonly records: readonly (z.input<typeof CustomerCreate> & { externalRef: string })[] };
/** A job with the customer and the site it is for; those are taken over by their own externalRef. */
export interface ImportedJob extends z.input<typeof JobCreate> {
  externalRef: string;
  customer?: z.input<typeof CustomerCreate> & { externalRef: string };
  site?: z.input<typeof SiteCreate> & { externalRef: string };
}
export interface ImportOptions {
  /** Called after each batch. */
  readonly onProgress?: (done: number, total: number) => void;
  /**
   * Customers and sites that this run has taken over already. Give one set to all calls of a run that comes in several pieces,
   * so that of a site named twice the first description counts.
   */
  readonly takenOver?: Set<string>;
}
export interface ImportResult {
  readonly created: number;
  readonly changed: number;
  readonly unchanged: number;
  /** Left alone because they were deleted here. */
  readonly deleted: number;
  /** Not taken: index into `records`, and why. The others of the batch are in. */
  readonly rejected: readonly { readonly index: number; readonly pointer: string; readonly detail: string }[];
  /** Of the newest event. */
  readonly seq: number;
}

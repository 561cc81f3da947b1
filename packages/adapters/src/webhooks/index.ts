export type { ChangedRecords } from './changed.ts';
export type { HostWebhookRequest } from './proof.ts';
export { type HostWebhook, verifyHostWebhook } from './verify-host-webhook.ts';

/** For receivers of webhooks. */
export {
  type ReceivedWebhook,
  type VerifiedWebhook,
  type VerifyOptions,
  verifyWebhook,
  WebhookVerificationError,
} from '@dispatchkit/contract/webhooks';
export {
  defaultSettings,
  fill,
  fillAssignment,
  fillCustomer,
  fillJob,
  fillShift,
  fillSite,
  fillTechnician,
  fillTimeOff,
} from './defaults.ts';
export { DispatchError, type DispatchErrorKind } from './errors.ts';
export { Http, type HttpOptions } from './http.ts';
export { Indexes, indexesOf, type Span, spanOf } from './indexes.ts';
export { MemorySource, type MemorySourceOptions } from './memory-source.ts';
export { Replica, type ReplicaOptions } from './replica.ts';
export { RestSource, type RestSourceOptions } from './rest-source.ts';
export { schedulingContext } from './rules.ts';
export * from './source.ts';
export type { GetToken } from './token.ts';
export { uuidv7 } from './uuid.ts';

/** Signatures of webhooks, as Standard Webhooks 1.0.0 has them. Needs no zod: receivers need nothing else of this package. */
export { newWebhookKeys, type OutgoingWebhook, type SignatureScheme, signWebhook, type WebhookKeys } from './sign.ts';
export {
  type ReceivedWebhook,
  type VerifiedWebhook,
  type VerifyOptions,
  verifyWebhook,
  WebhookVerificationError,
} from './verify.ts';

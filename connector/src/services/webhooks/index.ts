import type {
  DeadLetterCount,
  DeadLetterSelection,
  Webhook,
  WebhookCreate,
  WebhookCreated,
  WebhookDelivery,
  WebhookHealth,
  WebhookPatch,
  WebhookRotate,
  WebhookSecret,
  WebhookTest,
} from '@dispatchkit/contract';
import type { z } from 'zod';
import type { Tombstone } from '../../ports/store.ts';
import type { ActorContext } from '../actor.ts';
import { ProblemError } from '../errors.ts';
import type { ServiceOptions } from '../service-options.ts';
import {
  type DeliveryListOptions,
  getDelivery,
  listDeliveries,
  purgeDeadLetters,
  replayDeadLetters,
  replayDelivery,
  testWebhook,
  webhookHealth,
} from './deliveries.ts';
import { changeWebhook, createWebhook, deleteWebhook, rotateSecret } from './endpoints.ts';
import type { WebhookOptions } from './options.ts';

export type { DeliveryListOptions } from './deliveries.ts';

/** Endpoints of other systems, and what was sent to them. */
export interface WebhookServices {
  /** @throws ProblemError `not_allowed`, `invalid` for an address that is not reached, `already_exists`, `not_configured` */
  createWebhook(actor: ActorContext, command: z.input<typeof WebhookCreate>): Promise<WebhookCreated>;
  changeWebhook(
    actor: ActorContext,
    id: string,
    patch: z.input<typeof WebhookPatch>,
    expectedVersion: number | null,
  ): Promise<Webhook>;
  deleteWebhook(actor: ActorContext, id: string, expectedVersion: number | null): Promise<Tombstone>;
  /** @throws ProblemError `not_found`, `not_configured` */
  rotateWebhookSecret(actor: ActorContext, id: string, command: WebhookRotate): Promise<WebhookSecret>;
  webhookHealth(actor: ActorContext, id: string): Promise<WebhookHealth>;
  testWebhook(actor: ActorContext, id: string, command: WebhookTest): Promise<WebhookDelivery>;
  listDeliveries(
    actor: ActorContext,
    webhookId: string,
    options?: DeliveryListOptions,
  ): Promise<{ items: WebhookDelivery[]; nextCursor: string | null }>;
  getDelivery(actor: ActorContext, webhookId: string, id: string): Promise<WebhookDelivery>;
  replayDelivery(actor: ActorContext, webhookId: string, id: string): Promise<WebhookDelivery>;
  replayDeadLetters(actor: ActorContext, webhookId: string, selection: DeadLetterSelection): Promise<DeadLetterCount>;
  purgeDeadLetters(actor: ActorContext, webhookId: string, selection: DeadLetterSelection): Promise<DeadLetterCount>;
}

export function webhookServices(options: ServiceOptions): WebhookServices {
  const setUp = (): WebhookOptions => {
    if (options.webhooks) return options.webhooks;
    throw new ProblemError('not_configured', 'This installation sends no webhooks.');
  };
  return {
    createWebhook: async (actor, command) => createWebhook(options, setUp(), actor, command),
    changeWebhook: async (actor, id, patch, version) => changeWebhook(options, setUp(), actor, id, patch, version),
    deleteWebhook: (actor, id, version) => deleteWebhook(options, actor, id, version),
    rotateWebhookSecret: async (actor, id, command) => rotateSecret(options, setUp(), actor, id, command),
    webhookHealth: (actor, id) => webhookHealth(options, actor, id),
    testWebhook: (actor, id, command) => testWebhook(options, actor, id, command),
    listDeliveries: (actor, webhookId, list = {}) => listDeliveries(options, actor, webhookId, list),
    getDelivery: (actor, webhookId, id) => getDelivery(options, actor, webhookId, id),
    replayDelivery: (actor, webhookId, id) => replayDelivery(options, actor, webhookId, id),
    replayDeadLetters: (actor, webhookId, selection) => replayDeadLetters(options, actor, webhookId, selection),
    purgeDeadLetters: (actor, webhookId, selection) => purgeDeadLetters(options, actor, webhookId, selection),
  };
}

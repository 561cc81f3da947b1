import type { HostWebhook } from '@dispatchkit/adapters';
import { Id } from '@dispatchkit/contract';
import type { Timers } from '../../ports/timers.ts';
import type { ReceiveHint } from '../../services/hosts/index.ts';
import type { HttpApp } from '../app-type.ts';
import { inTime } from '../deadline.ts';
import { isArriving, readBytes, refuseLongBody } from '../input/read-body.ts';
import { refuse } from '../problem.ts';

export interface HostHookOptions {
  readonly receiveHint: ReceiveHint;
  readonly timers: Timers;
  readonly requestSeconds: number;
}

const maxBodyBytes = 256 * 1024;

/**
 * `/hooks/{tenant}/{adapter}`: where host systems say that something has changed. They have no tokens; the manifest says what they prove
 * themselves by. Whoever cannot gets the answer of an address where there is nothing, whether or not there is a host.
 */
export function hostHookRoutes(app: HttpApp, { receiveHint, timers, requestSeconds }: HostHookOptions): void {
  app.on(['GET', 'POST'], '/hooks/:tenant/:adapter', async ({ req, var: { limits, note } }) => {
    note.operation = 'hostHook';
    limits.takeFromAddress();
    const { tenant, adapter } = req.param();
    const deadline = { timers, seconds: requestSeconds };
    const message = await inTime(
      { ...deadline, hungUp: req.raw.signal, isBodyArriving: () => isArriving(req.raw) },
      async (): Promise<HostWebhook> => {
        refuseLongBody(req.raw, { maxBodyBytes });
        const body = Uint8Array.from(await readBytes(req.raw, maxBodyBytes));
        if (!Id.safeParse(tenant).success) return { is: 'refused', reason: 'This is no name of a tenant.' };
        return receiveHint(tenant, adapter, { url: req.url, headers: req.raw.headers, body });
      },
    );
    if (message.is === 'refused') limits.noteBadToken();
    return answerOf(message);
  });
}

function answerOf(message: HostWebhook): Response {
  if (message.is === 'refused') {
    throw refuse('not_found', {
      detail: 'There is nothing at this address.',
      hint: 'A host system has to prove itself as its manifest says; the log of the connector says what was wrong.',
    });
  }
  const headers = { 'cache-control': 'no-store' };
  if (message.is === 'changed') return new Response(null, { status: 202, headers });
  return new Response(message.answer, { headers: { ...headers, 'content-type': 'text/plain; charset=utf-8' } });
}

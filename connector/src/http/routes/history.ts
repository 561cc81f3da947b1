import { grantOf } from '@dispatchkit/contract';
import type { ActorContext, HistoryOptions, Services } from '../../services/index.ts';
import { refuse } from '../problem.ts';

interface HistoryQuery {
  readonly after?: number | undefined;
  readonly limit?: number | undefined;
  readonly cursor?: string | undefined;
  readonly sort?: string | undefined;
}

const standardLimit = 100;

/** A page of history. The log only grows, so the seq of the last event shown is all a cursor needs. */
export async function historyAnswer(
  services: Services,
  actor: ActorContext,
  about: Pick<HistoryOptions, 'jobId' | 'technicianId'>,
  { after, limit = standardLimit, cursor, sort }: HistoryQuery,
) {
  const newestFirst = sort === '-seq';
  const from = cursor === undefined ? undefined : readCursor(cursor, newestFirst);
  const items = await services.history(actor, {
    ...about,
    sort: newestFirst ? '-seq' : 'seq',
    limit,
    ...(newestFirst ? { after, before: from } : { after: from ?? after }),
  });
  const last = items.at(-1);
  // Of those who see only their own, what is not theirs was left out of the page: it may be short and still not be the last.
  const isLast = items.length < limit && (actor.role === 'system' || grantOf(actor.role, 'events:read') === 'all');
  const nextCursor = last !== undefined && !isLast ? `${newestFirst ? 'b' : 'a'}${last.seq.toString(36)}` : null;
  return { items, nextCursor };
}

function readCursor(cursor: string, newestFirst: boolean): number {
  const [, direction, seq = ''] = /^([ab])([0-9a-z]{1,10})$/.exec(cursor) ?? [];
  if (direction !== (newestFirst ? 'b' : 'a')) {
    throw refuse('invalid_cursor', {
      detail: 'The cursor does not belong to this list.',
      hint: 'Take nextCursor from the page before, with the same sort, or start again without a cursor.',
    });
  }
  return Number.parseInt(seq, 36);
}

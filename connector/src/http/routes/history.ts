import type { ActorContext, HistoryOptions, Services } from '../../services/index.ts';
import { refuse } from '../problem.ts';

interface HistoryQuery {
  readonly after?: number | undefined;
  readonly limit?: number | undefined;
  readonly cursor?: string | undefined;
  readonly sort?: string | undefined;
}

/** A page of history. The log only grows, so the seq of the last event looked at is all a cursor needs. */
export async function historyAnswer(
  services: Services,
  actor: ActorContext,
  about: Pick<HistoryOptions, 'jobId' | 'technicianId' | 'record'>,
  { after, limit, cursor, sort }: HistoryQuery,
) {
  const newestFirst = sort === '-seq';
  const from = cursor === undefined ? undefined : readCursor(cursor, newestFirst);
  const { items, lookedTo } = await services.history(actor, {
    ...about,
    sort: newestFirst ? '-seq' : 'seq',
    ...(limit === undefined ? {} : { limit }),
    ...(newestFirst ? { after, before: from } : { after: from ?? after }),
  });
  return { items: [...items], nextCursor: lookedTo === null ? null : `${newestFirst ? 'b' : 'a'}${lookedTo.toString(36)}` };
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

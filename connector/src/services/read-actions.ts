import type { Action, Kind } from '@dispatchkit/contract/words';
import { definitions } from './definitions/index.ts';

type ByKind<T> = { readonly [K in Kind | 'settings']: T };

/** The right that reading records of a kind takes, alone or as changes in events. */
export const readActionOf: ByKind<Action> = {
  ...(Object.fromEntries(Object.entries(definitions).map(([kind, { actions }]) => [kind, actions.read])) as ByKind<Action>),
  assignments: 'assignments:read',
  settings: 'settings:read',
};

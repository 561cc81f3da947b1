import { HostError } from '../host.ts';
import type { AuthMethod, Session, SignInTools } from './auth/method.ts';

/** After so many refusals in a row nobody asks for a while: hosts lock accounts. */
const mostRefusals = 3;
const restMs = 30_000;

/** The session everybody shares. However many need one, it is signed in for once. */
export interface Sessions {
  /** Signs in where that is due. @throws HostError `auth` when the host refuses */
  current(signal?: AbortSignal): Promise<Session>;
  /** After a call with `refused` was refused: another session, unless somebody has it already. */
  renew(refused: Session, signal?: AbortSignal): Promise<Session>;
  signOut(): Promise<void>;
}

const nobody: Session = { values: {} };

export function openSessions(method: AuthMethod, tools: SignInTools, onNew: () => void): Sessions {
  const { signIn } = method;
  let session: Session | undefined = signIn === undefined ? nobody : undefined;
  let underWay: Promise<Session> | undefined;
  let refusals = 0;
  let restsUntilMs = 0;

  async function open(before: Session | undefined): Promise<Session> {
    if (signIn === undefined) {
      return nobody;
    }
    const leftMs = restsUntilMs - tools.nowMs();
    if (leftMs > 0) {
      throw new HostError('auth', 'The host has refused to sign in several times. It is not asked again for a while.', {
        retryAfterMs: leftMs,
      });
    }
    try {
      session = await signIn(tools, before);
      refusals = 0;
      onNew();
      return session;
    } catch (error) {
      if (error instanceof HostError && error.kind === 'auth') {
        session = undefined;
        refusals += 1;
        if (refusals >= mostRefusals) {
          refusals = 0;
          restsUntilMs = tools.nowMs() + restMs;
        }
      }
      throw error;
    }
  }

  /** Not with anybody's signal: one who gives up does not take the session from the others. */
  function shared(before: Session | undefined, signal: AbortSignal | undefined): Promise<Session> {
    underWay ??= open(before).finally(() => {
      underWay = undefined;
    });
    return orAborted(underWay, signal);
  }

  return {
    current: async (signal) => {
      const isOld = session?.renewAtMs !== undefined && session.renewAtMs <= tools.nowMs();
      return session === undefined || isOld ? await shared(session, signal) : session;
    },
    renew: async (refused, signal) => (session !== undefined && session !== refused ? session : await shared(refused, signal)),
    signOut: async () => {
      const last = session;
      session = signIn === undefined ? nobody : undefined;
      if (last !== undefined) {
        await method.signOut?.(tools, last);
      }
    },
  };
}

/** What is shared, unless the caller gives up before. */
export async function orAborted<T>(shared: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) {
    return await shared;
  }
  // Nobody may be left to hear of its failure.
  shared.catch(() => undefined);
  signal.throwIfAborted();
  return await new Promise<T>((resolve, reject) => {
    const abort = () => reject(signal.reason);
    signal.addEventListener('abort', abort, { once: true });
    shared.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}

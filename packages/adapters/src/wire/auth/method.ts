import type { HostSurroundings } from '../../host.ts';
import type { ConnectionValues } from '../../seams.ts';
import type { RawAnswer } from '../errors.ts';

/** What signing in has answered. */
export interface Session {
  /** `${session.…}` */
  readonly values: Readonly<Record<string, unknown>>;
  /** From then on it is renewed before it is used. Undefined: until the host says 401. */
  readonly renewAtMs?: number | undefined;
}

/** A call that signs in or out; it is made without a session. */
export interface SignInRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
  /** The address is not the host's own (a token service): nothing of the connection goes there. */
  readonly isElsewhere: boolean;
}

export interface SignInTools {
  readonly values: Omit<ConnectionValues, 'session'>;
  readonly nowMs: () => number;
  /** @throws HostError for answers that are errors, `auth` for those that refuse */
  readonly ask: (request: SignInRequest) => Promise<RawAnswer>;
  /** Relative to the base URL. */
  readonly resolve: (path: string) => URL;
  readonly forgetCookies: () => void;
  /** What must not be seen in any message from now on. */
  readonly hide: (secret: unknown) => void;
  readonly keepSecret: HostSurroundings['keepSecret'] | undefined;
  readonly newestSecret: HostSurroundings['newestSecret'] | undefined;
  readonly inTurn: HostSurroundings['inTurn'] | undefined;
}

/** A call that is about to be made. Signing in adds to it in place. */
export interface Dressed {
  readonly method: string;
  readonly url: URL;
  readonly headers: Headers;
  readonly body: string | undefined;
}

/** One way for the host to know who asks. */
export interface AuthMethod {
  /** Undefined where there is nothing to sign in to. `before` is a session that is too old, or was refused. */
  readonly signIn?: (tools: SignInTools, before: Session | undefined) => Promise<Session>;
  readonly signOut?: (tools: SignInTools, session: Session) => Promise<void>;
  readonly sendsCookies: boolean;
  dress(call: Dressed, values: ConnectionValues, tools: Pick<SignInTools, 'nowMs' | 'hide'>): Promise<void>;
}

/** A tenth of its life, or a minute, before a token ends, a new one is fetched: calls take time, and clocks differ. */
export function renewAt(nowMs: number, lifeSeconds: number): number {
  const lifeMs = lifeSeconds * 1_000;
  return nowMs + lifeMs - Math.min(60_000, lifeMs / 10);
}

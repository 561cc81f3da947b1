import type { HostManifest } from '@dispatchkit/contract/manifest';
import { HostError, type HostSurroundings } from '../host.ts';
import type { ConnectionValues, Transport, Wire, WireAnswer, WireRequest } from '../seams.ts';
import { interpolatePath, interpolateTexts, placeholders } from '../templates/interpolate.ts';
import { read } from '../templates/path.ts';
import { openAddresses } from './address.ts';
import type { Session, SignInRequest } from './auth/method.ts';
import { openAuth } from './auth/open-auth.ts';
import { connectionSettings } from './connection-settings.ts';
import { openCookieJar } from './cookies.ts';
import { elsewhere, errorOf, isMute, leavesOpen, type RawAnswer } from './errors.ts';
import { exchange, type Outgoing } from './exchange.ts';
import { setHeaders } from './headers.ts';
import { longestWaitMs, openLimits } from './limits.ts';
import { once } from './once.ts';
import { openRedactor } from './redact.ts';
import { nextTryMs, type Repeatable } from './retry.ts';
import { openSessions, orAborted } from './sessions.ts';

const longestPauseMs = 3_600_000;

/** A wire that can be given back. */
export interface OpenWire extends Wire {
  /** Ends the session at the host, where it has such a thing: some sell them by number. What fails is not told. */
  signOut(): Promise<void>;
  /** Takes secrets out of a text, those that were signed in for too. */
  redact(text: string): string;
}

/**
 * Opens the connection of a manifest. Nothing is asked of the host before the first call.
 * @param transportOf makes the transport that speaks the envelope of this host; the bootstrap calls go through it, on a wire that is
 *   signed in and has the context as far as it is known
 */
export function openWire(
  manifest: Pick<HostManifest, 'settings' | 'connection'>,
  surroundings: HostSurroundings,
  transportOf: (wire: Wire) => Pick<Transport, 'call'>,
): OpenWire {
  const { connection } = manifest;
  const { settings, secrets } = connectionSettings(manifest.settings, surroundings.settings);
  const context: Record<string, unknown> = {};
  const addresses = openAddresses(connection, { settings });
  const limits = openLimits(connection.limits, surroundings);
  const redactor = openRedactor(Object.values(secrets));
  const jar = openCookieJar();
  const method = openAuth(connection.auth);
  const keepsCookies = method.sendsCookies || connection.csrf !== undefined;

  const sessions = openSessions(
    method,
    {
      values: { settings, secrets, context },
      nowMs: surroundings.nowMs,
      ask: signInCall,
      resolve: (path) => addresses.resolve(path, undefined),
      forgetCookies: jar.clear,
      hide: redactor.learn,
      keepSecret: surroundings.keepSecret,
      newestSecret: surroundings.newestSecret,
      inTurn: surroundings.inTurn,
    },
    () => csrf.forget(),
  );

  const bootstrapWire: Wire = {
    send: sendSignedIn,
    values: async (signal) => valuesWith(await sessions.current(signal)),
  };

  /** Shared by all, so not with anybody's signal. */
  const bootstrap = once(async () => {
    const transport = transportOf(bootstrapWire);
    for (const [name, call] of Object.entries(connection.context)) {
      context[name] = await transport.call(call, {}, false);
    }
  });

  const csrf = once(async () => {
    const path = interpolatePath(connection.csrf?.path ?? '', { settings });
    const header = connection.csrf?.header ?? '';
    const request: WireRequest = { method: 'GET', path, headers: { [header]: 'Fetch' }, isWrite: false, answersNothing: true };
    const session = await sessions.current();
    const url = addresses.resolve(path, undefined);
    const answer = await limits.run(() => ask(request, url, session, undefined));
    const token = answer.headers.get(header);
    if (token === null || token === '' || /^(?:fetch|required)$/i.test(token)) {
      throw errorFor(answer) ?? new HostError('forbidden', 'The host has given no CSRF token.', { status: answer.status });
    }
    redactor.learn(token);
    return token;
  });

  async function ready(signal: AbortSignal | undefined): Promise<void> {
    if (Object.keys(connection.context).length > 0) {
      await orAborted(bootstrap.get(), signal);
    }
  }

  /** Until there is an answer, or nothing more to try. */
  async function sendSignedIn(request: WireRequest): Promise<WireAnswer> {
    const { signal } = request;
    const url = addresses.resolve(request.path, request.service, request.query);
    let session = await sessions.current(signal);
    let hasSignedInAgain = false;
    let hasRenewedCsrf = false;
    for (let attempt = 0; ; ) {
      try {
        const token = connection.csrf !== undefined && request.isWrite ? await orAborted(csrf.get(), signal) : undefined;
        const answer = await limits.run(() => ask(request, url, session, token), signal);
        if (token !== undefined && !hasRenewedCsrf && wantsCsrf(answer)) {
          hasRenewedCsrf = true;
          csrf.forget();
          continue;
        }
        const failure = errorFor(answer, request.answersNothing);
        if (failure !== undefined) {
          throw request.isWrite && leavesOpen(failure) ? failure.perhapsDone() : failure;
        }
        return { status: answer.status, headers: answer.headers, body: answer.body, text: answer.text, url: url.href };
      } catch (error) {
        if (!(error instanceof HostError)) {
          throw error;
        }
        if (error.kind === 'auth' && !hasSignedInAgain && method.signIn !== undefined) {
          hasSignedInAgain = true;
          session = await sessions.renew(session, signal);
          continue;
        }
        await waitOrThrow(error, attempt, request.isWrite ? 'write' : 'read', signal);
        attempt += 1;
        session = await sessions.current(signal);
      }
    }
  }

  async function signInCall(request: SignInRequest): Promise<RawAnswer> {
    for (let attempt = 0; ; attempt += 1) {
      try {
        const answer = await limits.run(() => askToSignIn(request));
        const failure = errorFor(answer, true);
        if (failure === undefined) {
          return answer;
        }
        if ((failure.kind === 'invalid' || failure.kind === 'not-found') && isMute(answer)) {
          throw elsewhere(answer);
        }
        throw failure.kind === 'invalid' || failure.kind === 'forbidden'
          ? new HostError('auth', failure.message, { status: answer.status, asked: answer.asked })
          : failure;
      } catch (error) {
        if (!(error instanceof HostError)) {
          throw error;
        }
        await waitOrThrow(error, attempt, 'sign-in', undefined);
      }
    }
  }

  async function waitOrThrow(
    error: HostError,
    attempt: number,
    what: Repeatable,
    signal: AbortSignal | undefined,
  ): Promise<void> {
    if (error.kind === 'rate-limited' && error.status === 429 && error.retryAfterMs !== undefined) {
      limits.pause(Math.min(longestPauseMs, error.retryAfterMs));
    }
    const waitMs = nextTryMs(error, attempt, connection.limits.retries, what);
    if (waitMs === undefined || waitMs > longestWaitMs) {
      throw error;
    }
    await surroundings.wait(waitMs, signal);
  }

  async function ask(request: WireRequest, address: URL, session: Session, csrfToken: string | undefined): Promise<RawAnswer> {
    const values = valuesWith(session);
    // Signing in may add to it.
    const url = new URL(address);
    const hasBody = request.body !== undefined && request.method !== 'GET' && request.method !== 'HEAD';
    const body = hasBody ? bodyOf(request) : undefined;
    const headers = new Headers({ accept: 'application/json' });
    setHeaders(headers, fillable(connection.headers, values));
    if (hasBody) {
      headers.set('content-type', request.contentType ?? 'application/json');
    }
    if (csrfToken !== undefined && connection.csrf !== undefined) {
      headers.set(connection.csrf.header, csrfToken);
    }
    setHeaders(headers, request.headers ?? {});
    await method.dress({ method: request.method, url, headers, body }, values, {
      nowMs: surroundings.nowMs,
      hide: redactor.learn,
    });
    return await go({
      method: request.method,
      url,
      headers,
      body,
      ignoresBody: request.answersNothing ?? false,
      isWrite: request.isWrite,
      signal: request.signal,
    });
  }

  async function askToSignIn(request: SignInRequest): Promise<RawAnswer> {
    const headers = new Headers({ accept: 'application/json' });
    if (!request.isElsewhere) {
      setHeaders(headers, fillable(connection.headers, { settings, secrets, context, session: {} }));
    }
    setHeaders(headers, request.headers);
    const { url, body } = request;
    return await go({ method: request.method, url, headers, body, ignoresBody: false, isWrite: false, signal: undefined });
  }

  async function go(outgoing: Outgoing): Promise<RawAnswer> {
    const cookies = keepsCookies ? jar.of(outgoing.url.origin) : undefined;
    if (cookies !== undefined) {
      outgoing.headers.set('cookie', cookies);
    }
    const asked = `${outgoing.method} ${outgoing.url.origin}${outgoing.url.pathname}`;
    const answer = await exchange(outgoing, surroundings.fetch, connection.limits).catch((error: unknown) => {
      throw error instanceof HostError ? error.with({ asked }) : error;
    });
    if (keepsCookies) {
      jar.keep(outgoing.url.origin, answer.headers, surroundings.nowMs());
    }
    return { ...answer, asked };
  }

  function errorFor(answer: RawAnswer, isExpectedEmpty?: boolean): HostError | undefined {
    return errorOf(answer, connection.errors, surroundings.nowMs(), isExpectedEmpty);
  }

  function wantsCsrf(answer: RawAnswer): boolean {
    const said = connection.csrf === undefined ? null : answer.headers.get(connection.csrf.header);
    return answer.status === 403 && said?.toLowerCase() === 'required';
  }

  function valuesWith(session: Session): ConnectionValues {
    return { settings, secrets, session: session.values, context };
  }

  async function redacted<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      throw redactor.error(error);
    }
  }

  return {
    send: (request) =>
      redacted(async () => {
        await ready(request.signal);
        return await sendSignedIn(request);
      }),
    values: (signal) =>
      redacted(async () => {
        await ready(signal);
        return valuesWith(await sessions.current(signal));
      }),
    signOut: () => sessions.signOut().catch(() => undefined),
    redact: redactor.text,
  };
}

function bodyOf(request: WireRequest): string {
  return typeof request.body === 'string' && request.contentType !== undefined ? request.body : JSON.stringify(request.body);
}

/** What cannot be filled in yet, because it is only known after signing in, is left out. */
function fillable(headers: Readonly<Record<string, string>>, values: ConnectionValues): Record<string, string> {
  const known = Object.entries(headers).filter(([, text]) =>
    placeholders(text).every((path) => (read(values, path) ?? '') !== ''),
  );
  return interpolateTexts(Object.fromEntries(known), values);
}

import type { HostAuth } from '@dispatchkit/contract/manifest';
import { HostError } from '../../host.ts';
import {
  interpolate,
  interpolatePath,
  interpolateText,
  interpolateTexts,
  type TemplateValues,
} from '../../templates/interpolate.ts';
import { read } from '../../templates/path.ts';
import { toBase64 } from '../bytes.ts';
import { elsewhere, isEmpty, isMute } from '../errors.ts';
import { setHeaders } from '../headers.ts';
import { type AuthMethod, renewAt, type Session, type SignInTools } from './method.ts';

type LoginAuth = Extract<HostAuth, { kind: 'login' }>;
type LoginCall = LoginAuth['call'];

/** Shorter values a login answers are numbers of users and the like, which messages may name. */
const shortestToken = 8;

/** A call that answers a session: values, cookies or both. */
export function loginAuth(auth: LoginAuth): AuthMethod {
  const { refresh, logout } = auth;

  async function signIn(tools: SignInTools, before: Session | undefined): Promise<Session> {
    if (refresh !== undefined && before !== undefined) {
      try {
        return await open(tools, refresh, before.values);
      } catch (error) {
        if (!(error instanceof HostError) || error.kind === 'unavailable' || error.kind === 'rate-limited') {
          throw error;
        }
        // The host does not renew this session any more: from the beginning, then.
      }
    }
    tools.forgetCookies();
    return await open(tools, auth.call, {});
  }

  async function open(tools: SignInTools, call: LoginCall, before: Readonly<Record<string, unknown>>): Promise<Session> {
    const answer = await ask(tools, call, before);
    const isTold = auth.refusedWhenEmpty !== undefined || Object.keys(auth.take).length > 0;
    if (isTold && isMute(answer)) {
      throw elsewhere(answer);
    }
    if (auth.refusedWhenEmpty !== undefined && isEmpty(read(answer.body, auth.refusedWhenEmpty))) {
      throw new HostError('auth', 'The host does not accept the credentials.', { status: answer.status });
    }
    const taken = Object.entries(auth.take)
      .map(([name, path]) => [name, read(answer.body, path)] as const)
      .filter(([, value]) => value !== undefined);
    if (taken.length === 0 && Object.keys(auth.take).length > 0) {
      throw new HostError('auth', 'The host has answered signing in without a session.', { status: answer.status });
    }
    for (const [, value] of taken) {
      if (typeof value === 'string' && value.length >= shortestToken) {
        tools.hide(value);
      }
    }
    return {
      values: { ...before, ...Object.fromEntries(taken) },
      renewAtMs: auth.secondsValid === undefined ? undefined : renewAt(tools.nowMs(), auth.secondsValid),
    };
  }

  return {
    signIn,
    sendsCookies: auth.cookies,
    ...(logout === undefined
      ? {}
      : {
          signOut: async (tools: SignInTools, session: Session) => {
            await ask(tools, logout, session.values);
          },
        }),
    dress: async ({ headers }, values, { hide }) => {
      setHeaders(headers, interpolateTexts(auth.headers, values));
      if (auth.credentials !== undefined) {
        const credentials = toBase64(interpolateText(auth.credentials.value, values));
        hide(credentials);
        setHeaders(headers, { [auth.credentials.header]: `${auth.credentials.scheme} ${credentials}` });
      }
    },
  };
}

async function ask(tools: SignInTools, call: LoginCall, session: Readonly<Record<string, unknown>>) {
  const values = { ...tools.values, session };
  const body = call.body === undefined ? undefined : interpolate(call.body, values);
  return await tools.ask({
    method: call.method,
    url: tools.resolve(interpolatePath(call.path, values)),
    headers: {
      ...(body === undefined ? {} : { 'content-type': call.form ? 'application/x-www-form-urlencoded' : 'application/json' }),
      ...interpolateTexts(call.headers, values),
    },
    body: body === undefined ? undefined : call.form ? formOf(body) : JSON.stringify(body),
    isElsewhere: false,
  });
}

function formOf(body: unknown): string {
  const form = typeof body === 'object' && body !== null ? (body as TemplateValues) : {};
  return new URLSearchParams(
    Object.entries(form)
      .filter(([, value]) => value !== null)
      .map(([name, value]) => [name, typeof value === 'object' ? JSON.stringify(value) : String(value)]),
  ).toString();
}

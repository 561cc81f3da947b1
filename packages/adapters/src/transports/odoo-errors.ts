import { HostError } from '../host.ts';
import { has, read } from '../templates/path.ts';
import { cleanMessage } from '../wire/message.ts';

const byName: readonly (readonly [RegExp, HostError['kind']])[] = [
  [/AccessDenied$|SessionExpired/, 'auth'],
  [/AccessError$/, 'forbidden'],
  [/MissingError$/, 'not-found'],
];

/** Errors that come with HTTP 200 and that no rule of the manifest has named. `debug` is never looked at. */
export function odooResult(body: unknown): unknown {
  if (has(body, 'error')) {
    const name = String(read(body, 'error.data.name') ?? '');
    const kind = byName.find(([pattern]) => pattern.test(name))?.[1] ?? 'invalid';
    // Exceptions of Python itself speak of the program, not to people.
    const message = name.startsWith('builtins.') ? undefined : cleanMessage(read(body, 'error.data.message'));
    throw new HostError(kind, message ?? 'The host does not accept this.');
  }
  return read(body, 'result');
}

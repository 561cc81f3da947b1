import { patchTypes } from './input/read-body.ts';
import { operations } from './operations/index.ts';
import { refuse } from './problem.ts';

interface KnownPath {
  readonly pattern: RegExp;
  /** How many of its segments may be anything. */
  readonly open: number;
  readonly method: string;
}

const apiPaths: readonly KnownPath[] = operations.map(({ path, method }) => ({
  pattern: new RegExp(`^/v1${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`),
  open: path.split('{').length - 1,
  method: method.toUpperCase(),
}));

/**
 * Answers what no route takes: 405 with `Allow` where other methods are offered, 204 for OPTIONS there, and 404 elsewhere.
 * @param more methods by path, of what is served beside the API
 * @throws ProblemError `method_not_allowed`, `not_found`
 */
export function answerUnrouted(request: Request, more: Readonly<Record<string, string>> = {}): Response {
  const { pathname } = new URL(request.url);
  const fitting = apiPaths.filter(({ pattern }) => pattern.test(pathname));
  // An address that is spelled out, such as /v1/assignments/batch, is no record, although its last word could be an id.
  const fewest = Math.min(...fitting.map(({ open }) => open));
  const offered = new Set(fitting.filter(({ open }) => open === fewest).map(({ method }) => method));
  if (Object.hasOwn(more, pathname) && more[pathname] !== undefined) offered.add(more[pathname]);
  if (offered.size === 0) {
    throw refuse('not_found', {
      detail: 'There is nothing at this address.',
      hint: 'All addresses of the API are in /openapi.json.',
    });
  }
  if (offered.has('GET')) offered.add('HEAD');
  const allow = [...offered, 'OPTIONS'].sort().join(', ');
  const headers = { allow, ...(offered.has('PATCH') ? { 'accept-patch': patchTypes.join(', ') } : {}) };
  if (request.method === 'OPTIONS') return new Response(null, { status: 204, headers });
  throw refuse('method_not_allowed', {
    detail: 'This method is not offered at this address.',
    hint: `Offered: ${allow}.`,
    headers,
  });
}

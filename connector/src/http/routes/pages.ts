import type { PageFile, Pages } from '../../ports/pages.ts';
import type { HttpApp } from '../app-type.ts';
import { isNoneMatch } from '../etag.ts';
import { pageHeaders } from '../security-headers.ts';

const contentTypes: Readonly<Record<string, string>> = {
  css: 'text/css; charset=utf-8',
  geojson: 'application/geo+json',
  html: 'text/html; charset=utf-8',
  ico: 'image/x-icon',
  jpg: 'image/jpeg',
  js: 'text/javascript; charset=utf-8',
  json: 'application/json',
  map: 'application/json',
  pmtiles: 'application/octet-stream',
  png: 'image/png',
  svg: 'image/svg+xml',
  txt: 'text/plain; charset=utf-8',
  webmanifest: 'application/manifest+json',
  webp: 'image/webp',
  woff2: 'font/woff2',
};
/** `app-Bf3kQ9zA.js`: the name changes with the content, so a copy never needs to be asked for again. */
const hashedName = /[-.][A-Za-z0-9_-]{8,}\.\w+$/;
const safePath = /^[A-Za-z0-9_@+-][A-Za-z0-9_.@+-]*(?:\/[A-Za-z0-9_@+-][A-Za-z0-9_.@+-]*)*$/;

/** Pages by address; everything else is a file of that name. */
const documents: Readonly<Record<string, string>> = { '/': 'index.html', '/check-in': 'check-in.html' };

/** Serves the console, the check-in page and what they load. */
export function pageRoutes(app: HttpApp, pages: Pages, options: { readonly tileOrigins: readonly string[] }): void {
  const headers = pageHeaders(options.tileOrigins);
  app.get('*', async (context, next) => {
    const { request, path } = { request: context.req.raw, path: pathOf(context.req.raw) };
    const type = path === undefined ? undefined : contentTypes[path.slice(path.lastIndexOf('.') + 1)];
    if (path === undefined || type === undefined) return next();
    const file = await pages.open(path, acceptedEncodings(request.headers));
    if (file !== undefined) return fileResponse(request, path, file, { ...headers, 'content-type': type });
    return Object.values(documents).includes(path) ? notBuilt(headers) : next();
  });
}

/** A person is looking: tell what runs and how to get the page. */
function notBuilt(headers: Readonly<Record<string, string>>): Response {
  const html = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Dispatchkit: pages not built</title>
<h1>The pages are not built yet</h1>
<p>The connector is running, and its API answers: see <a href="/openapi.json">openapi.json</a>.</p>
<p>Build the console and the check-in page in the folder of the repository, then reload this one:</p>
<pre>npm run build</pre>
</html>
`;
  return new Response(html, {
    status: 404,
    headers: { ...headers, 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' },
  });
}

function pathOf(request: Request): string | undefined {
  const { pathname } = new URL(request.url);
  const path = Object.hasOwn(documents, pathname) ? documents[pathname] : pathname.slice(1);
  return path !== undefined && safePath.test(path) ? path : undefined;
}

function acceptedEncodings(headers: Headers): ReadonlySet<string> {
  const ranges = (headers.get('accept-encoding') ?? '').toLowerCase().split(',');
  const wanted = ranges
    .map((range) => range.split(';').map((part) => part.trim()))
    .filter(([, weight]) => !/^q=0(\.0+)?$/.test(weight ?? ''));
  return new Set(wanted.map(([name = '']) => name));
}

function fileResponse(request: Request, path: string, file: PageFile, given: Readonly<Record<string, string>>): Response {
  const etag = `"${file.revision}${file.encoding ? `-${file.encoding}` : ''}"`;
  const isImmutable = path.startsWith('assets/') && hashedName.test(path);
  const headers = new Headers({
    ...given,
    etag,
    vary: 'Accept-Encoding',
    'cache-control': isImmutable ? 'public, max-age=31536000, immutable' : 'no-cache',
  });
  if (isNoneMatch(request.headers, etag)) {
    if (file.body instanceof ReadableStream) void file.body.cancel();
    headers.delete('content-type');
    return new Response(null, { status: 304, headers });
  }
  headers.set('content-length', String(file.bytes));
  if (file.encoding) headers.set('content-encoding', file.encoding);
  return new Response(file.body as BodyInit, { headers });
}

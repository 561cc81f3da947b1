import { problemCodes } from '@dispatchkit/contract';
import { compress } from 'hono/compress';
import { base64url } from 'jose';
import { sha256 } from '../../internal/digest.ts';
import type { HttpApp } from '../app-type.ts';
import { openApiDocument } from '../document.ts';
import { isNoneMatch } from '../etag.ts';
import { errorIndexPage, errorPage } from '../reference/error-page.ts';
import { referenceScript, referenceStyle } from '../reference/reference-assets.ts';
import { referencePage } from '../reference/reference-page.ts';
import { referenceHeaders } from '../security-headers.ts';

/** What the API offers: the OpenAPI document, and for people the same as a page. Made when first asked for. */
export function referenceRoutes(app: HttpApp, { isPageOn }: { readonly isPageOn: boolean }): Readonly<Record<string, string>> {
  const files: Readonly<Record<string, () => Text>> = {
    '/openapi.json': () => ({ type: 'application/json', text: JSON.stringify(openApiDocument()) }),
    ...(isPageOn
      ? {
          '/docs': () => htmlOf(referencePage(openApiDocument())),
          '/docs/errors': () => htmlOf(errorIndexPage()),
          ...Object.fromEntries(problemCodes.map((code) => [`/docs/errors/${code}`, () => htmlOf(errorPage(code))])),
          '/docs/reference.css': () => ({ type: 'text/css; charset=utf-8', text: referenceStyle }),
          '/docs/reference.js': () => ({ type: 'text/javascript; charset=utf-8', text: referenceScript }),
        }
      : {}),
  };
  const kept = new Map<string, Promise<Kept>>();
  for (const [path, make] of Object.entries(files)) {
    app.get(path, compress(), async ({ req: { raw: request } }) => {
      const file = kept.get(path) ?? keep(make());
      kept.set(path, file);
      return answer(request, await file);
    });
  }
  return Object.fromEntries(Object.keys(files).map((path) => [path, 'GET']));
}

function htmlOf(text: string): Text {
  return { type: 'text/html; charset=utf-8', text, headers: referenceHeaders };
}

interface Text {
  readonly type: string;
  readonly text: string;
  readonly headers?: Readonly<Record<string, string>>;
}
interface Kept extends Text {
  readonly etag: string;
}

async function keep(file: Text): Promise<Kept> {
  return { ...file, etag: `"${base64url.encode(await sha256(file.text)).slice(0, 16)}"` };
}

function answer(request: Request, { type, text, etag, headers }: Kept): Response {
  const shared = { ...headers, etag, 'cache-control': 'no-cache', vary: 'Accept-Encoding' };
  if (isNoneMatch(request.headers, etag)) return new Response(null, { status: 304, headers: shared });
  return new Response(text, { headers: { ...shared, 'content-type': type } });
}

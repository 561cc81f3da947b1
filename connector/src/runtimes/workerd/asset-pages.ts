import type { PageFile, Pages } from '../../ports/pages.ts';

/** Static files that were uploaded with a worker; a service or assets binding. */
export interface Assets {
  fetch(address: string): Promise<Response>;
}

/** Pages from an assets binding. What travels is compressed by the edge, so stored compressed forms are not asked for. */
export function assetPages(assets: Assets): Pages {
  return {
    async open(path) {
      const response = await assets.fetch(`https://pages.invalid/${path}`);
      if (response.ok) return pageFile(response);
      await response.body?.cancel();
      return undefined;
    },
  };
}

async function pageFile(response: Response): Promise<PageFile> {
  const body = new Uint8Array(await response.arrayBuffer());
  const named = response.headers.get('etag') ?? response.headers.get('last-modified') ?? '';
  return { body, bytes: body.byteLength, revision: `${body.byteLength.toString(36)}-${named.replaceAll(/[^A-Za-z0-9]/g, '')}` };
}

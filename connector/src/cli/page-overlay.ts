import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { PageFile, Pages } from '../ports/pages.ts';
import { CliError } from './fail.ts';
import { checkReadable } from './files.ts';

export interface PageOverlay {
  /** GeoJSON file drawn under the map. */
  readonly geojson?: string | undefined;
  /** Address of map tiles with `{z}`, `{x}`, `{y}`. */
  readonly tiles?: string | undefined;
}

const baseMapFile = 'base-map.geojson';

/**
 * The built pages with a base map of one's own: the file is served beside them, and the console is told where it is.
 * @throws CliError when the file is not GeoJSON or the address is not one of tiles
 */
export async function overlaidPages(pages: Pages, { geojson, tiles }: PageOverlay): Promise<Pages> {
  const baseMap = geojson === undefined ? undefined : await readGeojson(geojson);
  const attributes = [
    ...(baseMap ? [`base-map="/${baseMapFile}"`] : []),
    ...(tiles === undefined
      ? []
      : [`tile-url="${escapeAttribute(tiles)}"`, `tile-attribution="${escapeAttribute(attributionOf(tiles))}"`]),
  ];
  if (attributes.length === 0) return pages;
  return {
    async open(path, accept) {
      if (path === baseMapFile && baseMap) return baseMap;
      if (path !== 'index.html') return pages.open(path, accept);
      const page = await pages.open(path, new Set());
      return page && withAttributes(page, attributes);
    },
  };
}

async function withAttributes(page: PageFile, attributes: readonly string[]): Promise<PageFile> {
  const html = await new Response(page.body as BodyInit).text();
  return fileOf(new TextEncoder().encode(html.replace('<dk-console', `<dk-console ${attributes.join(' ')}`)));
}

async function readGeojson(path: string): Promise<PageFile> {
  await checkReadable(path);
  const bytes = await readFile(path);
  let type: unknown;
  try {
    type = (JSON.parse(bytes.toString('utf8')) as { type?: unknown } | null)?.type;
  } catch (cause) {
    throw new CliError(`${path} is not JSON: ${cause instanceof Error ? cause.message : ''}`, 'Give a GeoJSON file (RFC 7946).', {
      cause,
    });
  }
  if (type !== 'FeatureCollection' && type !== 'Feature') {
    throw new CliError(
      `${path} is not GeoJSON: its type is ${JSON.stringify(type) ?? 'missing'}.`,
      'A FeatureCollection or a Feature is needed (RFC 7946).',
    );
  }
  return fileOf(new Uint8Array(bytes));
}

function fileOf(body: Uint8Array): PageFile {
  return { body, bytes: body.length, revision: createHash('sha256').update(body).digest('hex').slice(0, 16) };
}

/** Origins a page may load tiles from. @throws CliError */
export function tileOrigins(tiles: string): string[] {
  if (!['{z}', '{x}', '{y}'].every((part) => tiles.includes(part))) {
    throw new CliError(
      `--tiles ${tiles} has no {z}, {x} and {y}.`,
      'Example: --tiles "https://tile.openstreetmap.org/{z}/{x}/{y}.png"',
    );
  }
  const hosts = tiles.includes('{s}') ? ['a', 'b', 'c'].map((letter) => tiles.replace('{s}', letter)) : [tiles];
  return hosts.map((address) => {
    const url = URL.canParse(address) ? new URL(address) : undefined;
    if (!url || !/^https?:$/.test(url.protocol))
      throw new CliError(`--tiles ${tiles} is not an address.`, 'It has to begin with https:// or http://.');
    return url.origin;
  });
}

function attributionOf(tiles: string): string {
  return tiles.includes('openstreetmap.org') ? '© OpenStreetMap contributors' : new URL(tiles.replace('{s}', 'a')).hostname;
}

function escapeAttribute(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
}

import type { HostConnection } from '@dispatchkit/contract/manifest';
import { HostError } from '../host.ts';
import { interpolateUrl, type TemplateValues } from '../templates/interpolate.ts';

/** Base addresses of the host and its further services. */
export interface Addresses {
  /**
   * The address of a call. `path` is relative to the service (a slash in front changes nothing), or absolute on its origin.
   * @throws HostError `invalid` for another origin, and for a service nobody has declared
   */
  resolve(path: string, service: string | undefined, query?: Readonly<Record<string, string>>): URL;
}

export function openAddresses(connection: Pick<HostConnection, 'baseUrl' | 'services'>, values: TemplateValues): Addresses {
  const bases = new Map<string | undefined, Base>();

  function baseOf(service: string | undefined): Base {
    const known = bases.get(service);
    if (known !== undefined) {
      return known;
    }
    const template = service === undefined ? connection.baseUrl : own(connection.services, service);
    if (template === undefined) {
      throw new HostError('invalid', `The manifest has no service “${service}”.`);
    }
    const address = interpolateUrl(template, values);
    const base = { address, origin: checkedUrl(address).origin };
    bases.set(service, base);
    return base;
  }

  return {
    resolve: (path, service, query = {}) => {
      const base = baseOf(service);
      const url = checkedUrl(/^https?:\/\//i.test(path) ? path : joined(base.address, path));
      if (url.origin !== base.origin) {
        throw new HostError('invalid', 'The host has given an address of another origin. It is not followed.');
      }
      // By hand and not by `searchParams`, which would rewrite what links of the host hold already, and spaces as plus signs.
      const added = Object.entries(query).map(
        ([name, value]) => `${encodeName(name)}=${encodeURIComponent(value.toWellFormed())}`,
      );
      url.search = [url.search.slice(1), ...added].filter((part) => part !== '').join('&');
      url.hash = '';
      return url;
    },
  };
}

interface Base {
  readonly address: string;
  readonly origin: string;
}

function joined(base: string, path: string): string {
  if (path === '' || path.startsWith('?')) {
    return `${base}${path}`;
  }
  return `${base.replace(/\/+$/, '')}/${path.replace(/^[/\\]+/, '')}`;
}

function checkedUrl(address: string): URL {
  const url = URL.parse(address);
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:')) {
    throw new HostError('invalid', 'The address of the host has to begin with https:// or http://.');
  }
  if (url.username !== '' || url.password !== '') {
    throw new HostError('invalid', 'The address of the host may not hold a user and a password.');
  }
  return url;
}

/** `$filter` stays as OData writes it. */
function encodeName(name: string): string {
  return encodeURIComponent(name.toWellFormed()).replaceAll('%24', '$');
}

function own(record: Readonly<Record<string, string>>, name: string): string | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}

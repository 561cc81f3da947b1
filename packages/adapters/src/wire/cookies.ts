const mostCookies = 50;
const longestCookie = 8_192;

/** Cookies of one host, for sessions and CSRF tokens. They go back only to the origin they came from. */
export interface CookieJar {
  keep(origin: string, headers: Headers, nowMs: number): void;
  /** Value of the `Cookie` header; undefined when there are none. */
  of(origin: string): string | undefined;
  clear(): void;
}

export function openCookieJar(): CookieJar {
  const byOrigin = new Map<string, Map<string, string>>();
  return {
    keep: (origin, headers, nowMs) => {
      const cookies = byOrigin.get(origin) ?? new Map<string, string>();
      for (const line of headers.getSetCookie()) {
        const cookie = parseCookie(line, nowMs);
        if (cookie === undefined) {
          continue;
        }
        cookies.delete(cookie.name);
        if (!cookie.isGone && cookies.size < mostCookies) {
          cookies.set(cookie.name, cookie.value);
        }
      }
      byOrigin.set(origin, cookies);
    },
    of: (origin) => {
      const cookies = [...(byOrigin.get(origin) ?? [])];
      return cookies.length === 0 ? undefined : cookies.map(([name, value]) => `${name}=${value}`).join('; ');
    },
    clear: () => byOrigin.clear(),
  };
}

function parseCookie(line: string, nowMs: number): { name: string; value: string; isGone: boolean } | undefined {
  const [pair = '', ...attributes] = line.split(';');
  const equals = pair.indexOf('=');
  const name = pair.slice(0, equals).trim();
  if (equals < 1 || name === '' || line.length > longestCookie || /[\r\n\0]/.test(line)) {
    return undefined;
  }
  let isGone = false;
  for (const attribute of attributes) {
    const [key = '', value = ''] = attribute.split('=', 2).map((part) => part.trim());
    if (key.toLowerCase() === 'max-age') {
      // Counts more than `Expires` (RFC 6265 §5.3).
      return { name, value: pair.slice(equals + 1).trim(), isGone: Number(value) <= 0 };
    }
    isGone ||= key.toLowerCase() === 'expires' && Date.parse(value) <= nowMs;
  }
  return { name, value: pair.slice(equals + 1).trim(), isGone };
}

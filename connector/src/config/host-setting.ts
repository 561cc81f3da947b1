import { TimeZone } from '@dispatchkit/contract';
import type { HostSetting } from '@dispatchkit/contract/manifest';

type Value = string | number | boolean;

/**
 * The value of a setting that is no secret, from a configuration file, a variable or a command line.
 * @returns what was expected, when it is not that
 */
export function hostSettingOf(
  given: Value,
  type: HostSetting['type'],
): { readonly value: Value } | { readonly expected: string } {
  const text = String(given);
  switch (type) {
    case 'boolean':
      return /^(true|false)$/.test(text) ? { value: text === 'true' } : { expected: 'true or false' };
    case 'number': {
      const isNumber = text.trim() !== '' && Number.isFinite(Number(text));
      return isNumber ? { value: Number(text) } : { expected: 'a number' };
    }
    case 'url': {
      const isAddress = /^https?:$/.test(URL.parse(text)?.protocol ?? '');
      return isAddress ? { value: text.replace(/\/+$/, '') } : { expected: 'an address such as https://erp.example.com' };
    }
    case 'time-zone':
      return TimeZone.safeParse(text).success ? { value: text } : { expected: 'a time zone such as Europe/Berlin' };
    default:
      return { value: given };
  }
}

import type { HostSetting } from '@dispatchkit/contract/manifest';
import type { HostSurroundings } from '../host.ts';

type Values = Record<string, string | number | boolean>;

/** The settings a manifest declares, with its defaults, secrets apart: templates of calls about records may not name them. */
export function connectionSettings(
  declared: Readonly<Record<string, HostSetting>>,
  given: HostSurroundings['settings'],
): { readonly settings: Values; readonly secrets: Values } {
  const settings: Values = {};
  const secrets: Values = {};
  for (const [name, setting] of Object.entries(declared)) {
    const value = Object.hasOwn(given, name) ? given[name] : setting.default;
    if (value !== undefined) {
      (setting.type === 'secret' ? secrets : settings)[name] = value;
    }
  }
  return { settings, secrets };
}

import type { HostManifest } from '@dispatchkit/contract/manifest';
import { isTimeZone } from '../mapping/host-knowledge.ts';
import { fault, type PlacedFault } from './fault.ts';

/** Addresses that lead nowhere and time zones that do not exist, as far as they stand in the file. */
export function connectionFaults(manifest: HostManifest): PlacedFault[] {
  const { connection, values, settings } = manifest;
  const { auth } = connection;
  const addresses = [
    { at: ['connection', 'baseUrl'], text: connection.baseUrl },
    ...Object.entries(connection.services).map(([name, text]) => ({ at: ['connection', 'services', name], text })),
    ...('tokenUrl' in auth ? [{ at: ['connection', 'auth', 'tokenUrl'], text: auth.tokenUrl }] : []),
    ...valuesOfSettings(settings, 'url'),
  ];
  const zones = [{ at: ['values', 'timeZone'], text: values.timeZone }, ...valuesOfSettings(settings, 'time-zone')];
  return [
    ...addresses
      .filter(({ text }) => !mayBeAddress(text))
      .map(({ at, text }) =>
        fault(at, JSON.stringify(text), 'a whole address', 'Such as "https://erp.example.com/api", or "${settings.url}/api".'),
      ),
    ...zones
      .filter(({ text }) => !text.includes('${') && !isTimeZone(text))
      .map(({ at, text }) =>
        fault(at, JSON.stringify(text), 'the IANA name of a time zone', 'Such as "Europe/Berlin", "America/New_York" or "UTC".'),
      ),
  ];
}

function valuesOfSettings(settings: HostManifest['settings'], type: 'url' | 'time-zone') {
  return Object.entries(settings).flatMap(([name, setting]) =>
    setting.type !== type
      ? []
      : (['default', 'example'] as const).flatMap((key) =>
          typeof setting[key] === 'string' ? [{ at: ['settings', name, key], text: setting[key] }] : [],
        ),
  );
}

/** What a placeholder leaves open is taken to be right. */
function mayBeAddress(text: string): boolean {
  if (text.startsWith('${')) return true;
  const filled = text.replaceAll(/\$\{[^{}]*\}/g, 'x');
  return /^https?:\/\/[^/]/i.test(filled) && URL.canParse(filled);
}

import type { HostManifest } from '@dispatchkit/contract/manifest';
import { fault, type PlacedFault } from './fault.ts';

/** Keys of the language that hold nothing but secrets. */
const secretKeys = ['password', 'clientSecret', 'refreshToken', 'consumerSecret', 'tokenSecret', 'secret'];

/** Secrets that stand in the file, where everybody who has the manifest could read them. */
export function secretFaults(manifest: HostManifest): PlacedFault[] {
  const { connection, transport, webhooks, settings } = manifest;
  return [
    ...Object.entries(settings)
      .filter(([, { type, default: value, example }]) => type === 'secret' && (value ?? example) !== undefined)
      .map(([name, { default: value }]) =>
        inFile(['settings', name, value === undefined ? 'example' : 'default'], 'no value', 'The operator gives it.'),
      ),
    ...literals(connection.auth, ['connection', 'auth']),
    ...literals(transport, ['transport']),
    ...headerLiterals(connection.headers, ['connection', 'headers']),
    ...('headers' in connection.auth ? headerLiterals(connection.auth.headers, ['connection', 'auth', 'headers']) : []),
    ...literals(webhooks?.proof ?? {}, ['webhooks', 'proof']),
    ...proofLiterals(webhooks),
  ];
}

function literals(value: object, path: readonly PropertyKey[]): PlacedFault[] {
  return Object.entries(value).flatMap(([key, part]) =>
    secretKeys.includes(key) && typeof part === 'string' && !part.includes('${secrets.')
      ? [inFile([...path, key], '${secrets.name}', 'Declare it under settings with the type secret.')]
      : [],
  );
}

/** Credentials as they stand in headers. */
function headerLiterals(headers: Readonly<Record<string, string>>, path: readonly PropertyKey[]): PlacedFault[] {
  return Object.entries(headers)
    .filter(([name, text]) => /^(authorization|cookie|.*(api-?key|token|secret).*)$/i.test(name) && !text.includes('${'))
    .map(([name]) => inFile([...path, name], '${secrets.name}', 'Declare it under settings with the type secret.'));
}

function proofLiterals(webhooks: HostManifest['webhooks']): PlacedFault[] {
  const { proof, handshake } = webhooks ?? {};
  const values = [
    { path: ['webhooks', 'proof', 'value'], text: proof && 'value' in proof ? proof.value : undefined },
    { path: ['webhooks', 'handshake', 'key', 'value'], text: handshake?.key?.value },
  ];
  return values
    .filter(({ text }) => text !== undefined && !text.includes('${secrets.'))
    .map(({ path }) => inFile(path, '${secrets.name}', 'Declare it under settings with the type secret.'));
}

/** What stands there is not repeated: faults end in logs. */
function inFile(path: readonly PropertyKey[], expected: string, hint: string): PlacedFault {
  return fault(path, 'a secret in the file', expected, hint);
}

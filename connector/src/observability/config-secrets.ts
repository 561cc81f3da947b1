import { isSecretName } from './secrets.ts';

/**
 * Every value of a configuration that its name makes a secret, at any depth: what the log must never repeat. Credentials inside
 * addresses and the values of headers count too.
 */
export function secretsOf(config: unknown): string[] {
  const found: string[] = [];
  collect(config, '', found);
  return found;
}

function collect(value: unknown, name: string, found: string[]): void {
  if (typeof value === 'string') {
    found.push(...(isSecretName(name) ? [value] : credentialsIn(value)));
  } else if (Array.isArray(value)) {
    for (const item of value) collect(item, name, found);
  } else if (typeof value === 'object' && value !== null) {
    // Headers and the settings of hosts have names we cannot know; only their values are worth hiding. Manifests name secrets and
    // hold none, and their words (`access_token`, `application/json`) are wanted in messages.
    for (const [key, inner] of Object.entries(value))
      if (key !== 'manifest') collect(inner, name === 'headers' || name === 'secrets' ? 'secret' : key, found);
  }
}

function credentialsIn(text: string): string[] {
  if (!URL.canParse(text)) return [];
  const { username, password, searchParams } = new URL(text);
  return [password || username, ...searchParams.values()].filter((part) => part !== '');
}

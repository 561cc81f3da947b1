import { HostError } from '../host.ts';
import { percentEncode } from '../templates/interpolate.ts';
import { toBase64 } from './bytes.ts';

const hidden = '•••';
/** Tokens that were signed in for come and go; the settings stay. */
const mostLearned = 100;

/** Takes secrets out of whatever leaves the engine: in plain, percent-encoded and in Base64. */
export interface Redactor {
  /** From now on this is a secret, too: a token that was signed in for. */
  learn(value: unknown): void;
  text(text: string): string;
  /** The same error, without secrets. */
  error(error: unknown): unknown;
}

export function openRedactor(secrets: Iterable<unknown>): Redactor {
  const settings = new Set<string>();
  const learned = new Set<string>();
  /** Longest first, so that a secret within a secret leaves nothing behind. */
  let patterns: readonly RegExp[] = [];

  function add(value: unknown, to: Set<string>): void {
    const secret = typeof value === 'number' ? String(value) : value;
    if (typeof secret !== 'string' || secret.trim() === '' || settings.has(secret) || learned.has(secret)) {
      return;
    }
    to.add(secret);
    for (const oldest of [...learned].slice(0, -mostLearned)) {
      learned.delete(oldest);
    }
    const forms = [...settings, ...learned].flatMap((text) => [
      text,
      percentEncode(text),
      encodeURIComponent(text),
      toBase64(text),
    ]);
    patterns = [...new Set(forms)].sort((a, b) => b.length - a.length).map(patternOf);
  }

  const text = (plain: string): string => patterns.reduce((cleaned, pattern) => cleaned.replace(pattern, hidden), plain);

  for (const secret of secrets) {
    add(secret, settings);
  }
  return {
    learn: (value) => add(value, learned),
    text,
    error: (error) => {
      if (!(error instanceof Error)) {
        return error;
      }
      const message = text(error.message);
      if (!(error instanceof HostError)) {
        return message === error.message ? error : new HostError('invalid', message);
      }
      const asked = error.asked === undefined ? undefined : text(error.asked);
      return message === error.message && asked === error.asked ? error : error.with({ message, asked });
    },
  };
}

/** Short secrets are hidden as whole words only: hiding every “a” would leave nothing to read. */
function patternOf(secret: string): RegExp {
  const literal = secret.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return secret.length >= 5 ? new RegExp(literal, 'g') : new RegExp(`(?<![\\p{L}\\p{N}])${literal}(?![\\p{L}\\p{N}])`, 'gu');
}

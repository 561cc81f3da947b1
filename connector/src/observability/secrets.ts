/** What stands in place of something that must not be written down. */
export const withheld = '[withheld]';

/** Shorter ones would blot out ordinary words, and protect nothing. */
const shortestKnown = 6;
/** Longer texts are cut before they are searched, so that no line costs more than a moment. */
const longestText = 32_768;

/** Names of fields, headers, parameters and settings whose values are secrets. */
const secretName =
  /authori[sz]ation|cookie|token(?![-_]?(?:id|type|uri|url)s?$)|secret|passw|passphrase|credential|signature|private[-_. ]?(?:key|jwk|pem)|assertion|(?:api|access|signing|shared|client|encryption|master|idempotency)[-_. ]?keys?$|^(?:jwks?|jwt|sig|pwd|auth|key|hmac|bearer|dsn|nonce|otp|pin|private)$/i;
/** `authTokenVariable` says where a secret is, and is none. */
const variableName = /variable$/i;

/**
 * What secrets look like wherever they stand: a sign without which there are none (asked for first, as most texts have none of
 * them), the form, and what is left of it. Each form looks at every character a bounded number of times.
 */
const secretForms: readonly (readonly [sign: RegExp, form: RegExp, left: string])[] = [
  [/-----BEGIN /, /-----BEGIN [A-Z ]{0,40}-----[\s\S]*?(?:-----END [A-Z ]{0,40}-----|$)/g, withheld],
  // Signed and encrypted tokens, whole or cut off.
  [/eyJ/, /\beyJ[A-Za-z0-9_-]{4,}(?:\.[A-Za-z0-9_-]*){0,4}/g, withheld],
  // Schemes have words of their own, so these headers go to the end of their line.
  [/authori|cookie/i, /\b((?:proxy-)?authori[sz]ation|(?:set-)?cookie)(["']?\s{0,3}[:=]\s{0,3})[^\r\n]*/gi, `$1$2${withheld}`],
  [/bearer|basic/i, /\b(bearer|basic)(?:\s+|%20)[^\s"',;]+/gi, `$1 ${withheld}`],
  // Our own keys (of tenants, of operators), and those of webhooks.
  [/_/, /\b(?:whsec|whsk|whpk|dko?)_[A-Za-z0-9_+/=.-]+/g, withheld],
  [/@/, /\b([a-z][a-z0-9+.-]{1,20}:\/\/)[^\s/?#"'<>]*@/gi, `$1${withheld}@`],
  // Query strings and fragments of addresses and paths.
  [/[?#]/, /((?:\b[a-z][a-z0-9+.-]{1,20}:\/\/|(?<![\w/])\/)[^\s"'<>?#]{0,2048})[?#][^\s"'<>]*/gi, `$1?${withheld}`],
  [/@/, /[\w.!#$%&*+/=?^`{|}~-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+/g, '[address]'],
];

/** One of these is in every text that has one of the forms, or a name with its value. Most texts have none and are done with. */
const anySign = /-----|eyJ|authori|cookie|bearer|basic|[_@?#:=]/i;

/** `name=value`, `name: value`, `"name":"value"`: the name decides. Arrays and objects go with their name. */
const named =
  /(["']?)([A-Za-z][\w.-]{0,60})\1(\s{0,3}[:=]\s{0,3})(\[[^\]\n]{0,4096}\]?|\{[^}\n]{0,4096}\}?|"(?:[^"\\\n]|\\.){0,8192}"?|'(?:[^'\\\n]|\\.){0,8192}'?|[^\s"',;&)}\]]+)/g;

/** Whether a field of that name holds a secret. */
export function isSecretName(name: string): boolean {
  return secretName.test(name) && !variableName.test(name);
}

/** Takes out of a text whatever is, or looks like, a secret. */
export type Withhold = (text: string) => string;

/**
 * @param known secrets that were given to this installation: they are found wherever they turn up, also inside longer words and in
 * the forms addresses and JSON write them in
 */
export function withholding(known: Iterable<string> = []): Withhold {
  const forms = [...known].flatMap(writtenForms).filter((form) => form.length >= shortestKnown);
  // The longest first, or a secret that contains another one would be left in part.
  const secrets = [...new Set(forms)].sort((a, b) => b.length - a.length);
  return (text) => {
    let safe = text.length > longestText ? cutAtBlank(text) : text;
    for (const secret of secrets) if (safe.includes(secret)) safe = safe.replaceAll(secret, withheld);
    if (!anySign.test(safe)) return safe;
    for (const [sign, form, left] of secretForms) if (sign.test(safe)) safe = safe.replace(form, left);
    if (!/[:=]/.test(safe)) return safe;
    return safe.replace(named, (whole, quote: string, name: string, mark: string) =>
      isSecretName(name) ? `${quote}${name}${quote}${mark}${withheld}` : whole,
    );
  };
}

/** Not in the middle of a word: half of a secret is not recognised. */
function cutAtBlank(text: string): string {
  const kept = text.slice(0, longestText);
  return kept.slice(0, Math.max(0, kept.search(/\s\S*$/)));
}

function writtenForms(secret: string): string[] {
  if (secret === '') return [];
  const form = new URLSearchParams({ '': secret }).toString().slice(1);
  return [secret, encodeURIComponent(secret.toWellFormed()), form, JSON.stringify(secret).slice(1, -1)];
}

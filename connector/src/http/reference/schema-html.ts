import { type Json, type JsonObject, members } from '../openapi/json.ts';
import { type Html, html, prose } from './html.ts';

const componentPrefix = '#/components/schemas/';

/** A type in a few words, with links to the components it names. */
export function typeOf(schema: Json | undefined): Html {
  const { $ref, type, anyOf, oneOf, allOf, items, enum: words, const: constant, format, additionalProperties } = members(schema);
  if (typeof $ref === 'string') {
    const name = $ref.slice(componentPrefix.length);
    return html`<a href="#schema-${name}">${name}</a>`;
  }
  const choice = anyOf ?? oneOf;
  if (Array.isArray(choice)) return joined(choice.map(typeOf), ' or ');
  if (Array.isArray(allOf)) return joined(allOf.map(typeOf), ' and ');
  if (Array.isArray(words))
    return joined(
      words.map((word) => html`<code>${JSON.stringify(word)}</code>`),
      ' · ',
    );
  if (constant !== undefined) return html`<code>${JSON.stringify(constant)}</code>`;
  const types = (Array.isArray(type) ? type : [type]).map(String);
  if (types.includes('array')) return html`list of ${typeOf(items)}${types.includes('null') && ' or null'}`;
  if (types.includes('object') && typeof additionalProperties === 'object' && additionalProperties !== null) {
    return html`object of ${typeOf(additionalProperties)}`;
  }
  const names = types.map((name) => (name === 'undefined' ? 'any value' : name));
  return html`${names.join(' or ')}${typeof format === 'string' && ` (${format})`}`;
}

/** Bounds of a value, as far as there are any. */
export function boundsOf(schema: Json | undefined): string {
  const { minimum, maximum, minLength, maxLength, minItems, maxItems, pattern, default: standard } = members(schema);
  const range = (low: Json | undefined, high: Json | undefined, unit: string) => {
    if (low === undefined && high === undefined) return [];
    if (high === undefined) return [`at least ${low}${unit}`];
    return [low === undefined || low === 0 ? `at most ${high}${unit}` : `${low} to ${high}${unit}`];
  };
  return [
    ...range(minimum, maximum, ''),
    ...range(minLength, maxLength, ' characters'),
    ...range(minItems, maxItems, ' entries'),
    ...(typeof pattern === 'string' ? inWords(pattern) : []),
    ...(standard === undefined ? [] : [`standard ${JSON.stringify(standard)}`]),
  ].join(', ');
}

/** Every component: its description and its properties. */
export function componentHtml(name: string, schema: JsonObject): Html {
  const required = new Set(Array.isArray(schema.required) ? schema.required : []);
  const properties = Object.entries(members(schema.properties));
  return html`<section class="schema" id="schema-${name}">
<h3>${name}</h3>
${typeof schema.description === 'string' && html`<p>${prose(schema.description)}</p>`}
${
  properties.length === 0
    ? html`<p>${typeOf(schema)}</p>`
    : html`<table><thead><tr><th scope="col">Property</th><th scope="col">Type</th><th scope="col">Meaning</th></tr></thead><tbody>
${properties.map(
  ([
    property,
    member,
  ]) => html`<tr><td><code>${property}</code>${!required.has(property) && html` <small>optional</small>`}</td><td>${typeOf(member)}</td><td>${meaningOf(member)}</td></tr>
`,
)}</tbody></table>`
}
</section>
`;
}

export function meaningOf(schema: Json | undefined): Html {
  const { description } = members(schema);
  const bounds = boundsOf(schema);
  return html`${typeof description === 'string' && prose(description)}${bounds !== '' && html` <small>${bounds}</small>`}`;
}

function joined(parts: readonly Html[], separator: string): Html {
  return html`${parts.flatMap((part, i) => (i === 0 ? [part] : [html`${separator}`, part]))}`;
}

/** Patterns that stand everywhere have a word of their own; long ones say nothing to people. */
function inWords(pattern: string): string[] {
  if (pattern === '^[^\\p{Cc}]*$') return ['on one line'];
  return pattern === '^[^\\0]*$' || pattern.length > 40 ? [] : [pattern];
}

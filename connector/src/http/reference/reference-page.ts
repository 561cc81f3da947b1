import { type Action, grantOf, roles } from '@dispatchkit/contract';
import { type Json, type JsonObject, members } from '../openapi/json.ts';
import { withErrorLinks } from './error-page.ts';
import { type Html, html, prose } from './html.ts';
import { componentHtml, meaningOf, typeOf } from './schema-html.ts';

/**
 * The API reference as one page of plain HTML, made from the OpenAPI document. It needs no network, no library and no inline style
 * or script, so it works in a cellar and under the strictest policy.
 */
export function referencePage(document: JsonObject): string {
  const calls = callsOf(document);
  const tags = listOf(document.tags).map(members);
  const components = Object.entries(members(members(document.components).schemas));
  const info = members(document.info);
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${String(info.title)}: API reference</title>
<link rel="stylesheet" href="/docs/reference.css">
<script src="/docs/reference.js" type="module"></script>
</head>
<body>
<a class="skip" href="#content">Skip to the content</a>
<header>
<h1>Dispatchkit <span>API reference</span></h1>
<label><span class="hidden">Filter</span><input type="search" id="filter" placeholder="Filter: path, word or error code" autocomplete="off" spellcheck="false"></label>
<a href="/openapi.json">openapi.json</a>
</header>
<nav aria-label="Operations">
${tags.map(
  ({ name }) => html`<h2><a href="#tag-${slug(name)}">${String(name)}</a></h2>
<ul>
${calls
  .filter(({ tag }) => tag === name)
  .map(
    ({
      id,
      method,
      summary,
    }) => html`<li data-call="${id}"><a href="#${id}"><b class="${method}">${method}</b> ${summary}</a></li>
`,
  )}</ul>
`,
)}<h2><a href="#schemas">Schemas</a></h2>
</nav>
<main id="content">
${introduction(String(info.description))}
${tags.map(
  ({ name, description }) => html`<section class="tag" id="tag-${slug(name)}">
<h2>${String(name)}</h2>
<p>${String(description)}</p>
${calls.filter(({ tag }) => tag === name).map(callHtml)}</section>
`,
)}<section class="tag" id="schemas">
<h2>Schemas</h2>
${components.map(([name, schema]) => componentHtml(name, members(schema)))}</section>
<p id="nothing" hidden>Nothing matches. Clear the filter to see everything.</p>
</main>
</body>
</html>
`;
  return page.text;
}

interface Call {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly tag: string;
  readonly summary: string;
  readonly described: JsonObject;
}

/** In the order a reader wants them. */
const methods = ['get', 'post', 'put', 'patch', 'delete'] as const;

function callsOf(document: JsonObject): Call[] {
  return Object.entries(members(document.paths)).flatMap(([path, item]) =>
    methods.flatMap((method) => {
      const described = members(members(item)[method]);
      const { operationId, summary, tags } = described;
      if (operationId === undefined) return [];
      return [{ id: String(operationId), method, path, tag: String(listOf(tags)[0]), summary: String(summary), described }];
    }),
  );
}

function introduction(description: string): Html {
  return html`<section class="tag" id="start">
<h2>Before you start</h2>
<p>${prose(description)}</p>
<dl>
<dt>Sign in</dt><dd>Every request carries a token in its header: <code>Authorization: Bearer …</code>. What it may do is said at each operation.</dd>
<dt>Lists</dt><dd>Answer <code>items</code> and <code>nextCursor</code>; ask for the next page with <code>cursor</code>, or follow <code>Link</code>. <code>fields</code> leaves out what you do not need, <code>include</code> brings along what belongs to it.</dd>
<dt>Changes</dt><dd>Read a record, send its <code>ETag</code> back as <code>If-Match</code>. Somebody was quicker: <code>412 stale</code>. Bodies are JSON Merge Patch (RFC 7396).</dd>
<dt>Repeating</dt><dd>Send an <code>Idempotency-Key</code> with a POST, and it happens once however often you send it, for 24 hours. Each operation says what the header does; where it would do nothing, it is refused.</dd>
<dt>Refusals</dt><dd><code>application/problem+json</code> (RFC 9457) with a <code>code</code> that never changes its meaning, a <code>hint</code>, and <code>errors</code> with JSON Pointers. <a href="/docs/errors">All codes</a>, each with its cause and cure.</dd>
<dt>Limits</dt><dd><code>RateLimit</code> tells what is left. After <code>429</code> wait as long as <code>Retry-After</code> says.</dd>
<dt>Content</dt><dd>Answers are JSON whatever <code>Accept</code> says, apart from streams and files.</dd>
</dl>
</section>`;
}

function callHtml({ id, method, path, summary, described }: Call): Html {
  const { description, parameters, requestBody, responses, 'x-action': action } = described;
  const answers = Object.entries(members(responses));
  const [success] = answers.filter(([status]) => status.startsWith('2'));
  return html`<section class="call" id="${id}" data-call="${id}">
<h3>${summary} <a class="anchor" href="#${id}" aria-label="Link to this operation">#</a></h3>
<p class="path"><b class="${method}">${method}</b> <code>${path}</code></p>
${typeof description === 'string' && html`<p>${prose(description)}</p>`}
<p class="who"><code>${String(action)}</code>: ${whoMay(String(action) as Action)}</p>
<details><summary>Parameters, body and answers</summary>
${parametersHtml(listOf(parameters).map(members))}
${requestBody !== undefined && bodyHtml('Body', members(members(requestBody).content))}
${success && bodyHtml(`Answer ${success[0]}`, members(members(success[1]).content))}
<h4>Refusals</h4>
<ul class="problems">${answers
    .filter(([status]) => Number(status) >= 300)
    .map(
      ([status, answer]) => html`<li><b>${status}</b> ${withErrorLinks(String(members(answer).description))}</li>
`,
    )}</ul>
</details>
</section>
`;
}

function whoMay(action: Action): string {
  const words = { all: '', own: ' (own)', none: '' };
  return roles
    .filter((role) => grantOf(role, action) !== 'none')
    .map((role) => `${role}${words[grantOf(role, action)]}`)
    .join(', ');
}

function parametersHtml(parameters: readonly JsonObject[]): Html | false {
  if (parameters.length === 0) return false;
  return html`<h4>Parameters</h4>
<table><thead><tr><th scope="col">Name</th><th scope="col">Type</th><th scope="col">Meaning</th></tr></thead><tbody>
${parameters.map(
  ({
    name,
    in: place,
    required,
    description,
    schema,
  }) => html`<tr><td><code>${String(name)}</code> <small>${String(place)}${required === true && ', needed'}</small></td><td>${typeOf(schema)}</td><td>${typeof description === 'string' && prose(description)} ${meaningOf(schema)}</td></tr>
`,
)}</tbody></table>
`;
}

function bodyHtml(title: string, content: JsonObject): Html {
  const kinds = Object.entries(content).map(([type, value]) => [type, members(value)] as const);
  const example = kinds.map(([, value]) => value.example).find((value) => value !== undefined);
  return html`<h4>${title}</h4>
<ul>${kinds.map(
    ([type, { schema }]) => html`<li><code>${type}</code>: ${typeOf(schema)}</li>
`,
  )}</ul>
${example !== undefined && html`<pre tabindex="0"><code>${typeof example === 'string' ? example : JSON.stringify(example, null, 2)}</code></pre>`}
`;
}

function listOf(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? value : [];
}

function slug(name: Json | undefined): string {
  return String(name).toLowerCase().replaceAll(' ', '-');
}

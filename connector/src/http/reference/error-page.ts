import { type ProblemCode, problemCodes, problems } from '@dispatchkit/contract';
import { errorPageTexts } from './generated/error-page-texts.ts';
import { type Html, html, prose } from './html.ts';

/** The page of a problem code: what `type` of a problem document names, from the connector itself. */
export function errorPage(code: ProblemCode): string {
  return page(problems[code].title, [
    ...blocksOf(errorPageTexts[code]),
    html`<p><a href="/docs/errors">All problem codes</a></p>`,
  ]);
}

/** All problem codes by their status. */
export function errorIndexPage(): string {
  const rows = problemCodes
    .toSorted((a, b) => problems[a].status - problems[b].status)
    .map(
      (code) => html`<tr><td>${problems[code].status}</td><td>${linkTo(code)}</td><td>${problems[code].title}</td></tr>
`,
    );
  const head = html`<tr><th scope="col">Status</th><th scope="col">Code</th><th scope="col">Meaning</th></tr>`;
  return page('Problem codes', [
    html`<h1>Problem codes</h1>`,
    html`<table class="codes"><thead>${head}</thead><tbody>${rows}</tbody></table>`,
  ]);
}

/** Text with `code` in it, where codes of problems lead to their pages. */
export function withErrorLinks(text: string): Html[] {
  return text
    .split('`')
    .map((part, i) => (i % 2 === 0 ? html`${part}` : isCode(part) ? linkTo(part) : html`<code>${part}</code>`));
}

function linkTo(code: ProblemCode): Html {
  return html`<a href="/docs/errors/${code}"><code>${code}</code></a>`;
}

function isCode(text: string): text is ProblemCode {
  return Object.hasOwn(problems, text);
}

function page(title: string, content: readonly Html[]): string {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}: Dispatchkit</title>
<link rel="stylesheet" href="/docs/reference.css">
</head>
<body class="article">
<header><a href="/docs">API reference</a></header>
<main>
${content}
</main>
</body>
</html>
`.text;
}

/** Of Markdown, what these pages use: headings, paragraphs, lists, examples, code and links. */
function blocksOf(markdown: string): Html[] {
  return markdown
    .split(/(```[\s\S]*?```)/)
    .flatMap((part) => (part.startsWith('```') ? [part] : part.split(/\n{2,}/)))
    .map((block) => block.trim())
    .filter((block) => block !== '')
    .map(blockOf);
}

function blockOf(block: string): Html {
  const [, example] = /^```\w*\n([\s\S]*?)\n?```$/.exec(block) ?? [];
  if (example !== undefined) return html`<pre><code>${example}</code></pre>\n`;
  const [, level = '', heading = ''] = /^(#{1,2}) (.*)$/.exec(block) ?? [];
  if (level === '#') return html`<h1>${prose(heading)}</h1>\n`;
  if (level === '##') return html`<h2>${prose(heading)}</h2>\n`;
  if (!block.startsWith('- ')) return html`<p>${inline(block)}</p>\n`;
  const entries = block.slice(2).split(/\n- /);
  return html`<ul>${entries.map((entry) => html`<li>${inline(entry)}</li>`)}</ul>\n`;
}

/** Links between these pages lead on; what they name elsewhere is not served here, and stands as text. */
function inline(text: string): Html[] {
  return text.split(/(\[[^\]]+\]\([^)]+\))/).flatMap((part) => {
    const [, label = '', target] = /^\[([^\]]+)\]\(([^)]+)\)$/.exec(part) ?? [];
    if (target === undefined) return prose(part);
    const code = target.replace(/\.md$/, '');
    return isCode(code) ? [html`<a href="/docs/errors/${code}">${prose(label)}</a>`] : prose(label);
  });
}

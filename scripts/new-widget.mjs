// `npm run new-widget -- dk-crew-list`: makes the folder of a widget in the shape all widgets have, and registers it.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeWidgetExports } from './widget-exports.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

const tag = process.argv[2] ?? '';
if (!/^dk-[a-z]+(-[a-z]+)*$/.test(tag))
  stop('Give the tag of the new widget, such as dk-crew-list: npm run new-widget -- dk-crew-list');
const name = tag.slice('dk-'.length);
const className = name.replace(/(^|-)([a-z])/g, (_match, _dash, letter) => letter.toUpperCase());
const folder = join(root, 'widgets', name);
if (existsSync(folder)) stop(`widgets/${name} exists already.`);

mkdirSync(folder);
for (const [file, text] of Object.entries(filesOf())) writeFileSync(join(folder, file), text);
register();
writeWidgetExports();
console.log(`Made widgets/${name}. Next: give ${name} a budget in sizes.json, and run npm test -- widgets.`);

/** @returns {Record<string, string>} */
function filesOf() {
  return {
    [`${name}.ts`]: `import { html, nothing } from 'lit';
import { DispatchElement } from '../shared/dispatch-element.ts';
import { emptyState, errorState, staleNotice } from '../shared/states.ts';
import { widgetStyles } from '../shared/styles.ts';
import { rowsOf } from './${name}.model.ts';
import { styles } from './${name}.styles.ts';
import { messages } from './messages.ts';

/**
 * Say in one sentence what a person sees.
 *
 * @element ${tag}
 */
export class ${className} extends DispatchElement {
  static override styles = [...widgetStyles, styles];
  protected override readonly messageSets = [messages];

  protected override render() {
    const { data, phase, localizer } = this;
    if (!data || phase === 'loading') return html\`<div role="status" aria-busy="true" aria-label=\${this.word('loading')}></div>\`;
    const retry = () => data.retry();
    if (phase === 'error' || phase === 'signed-out') return errorState(localizer, data.status.error, retry);
    const rows = rowsOf(data.tables);
    return html\`
      \${phase === 'stale' ? staleNotice(localizer, data.status.since, retry) : nothing}
      \${rows.length === 0 ? emptyState(localizer.text(messages, 'empty'), localizer.text(messages, 'emptyHint')) : nothing}
      <ul>\${rows.map((row) => html\`<li>\${row.title}</li>\`)}</ul>
    \`;
  }
}
`,
    'messages.ts': `import { defineMessages } from '../shared/localize.ts';

/** English; other languages are modules of their own, as \`de: () => import('./messages/de.ts')\`. */
export const messages = defineMessages('${name}', { empty: 'Nothing here', emptyHint: 'Say what would fill it.' }, {});
`,
    [`${name}.styles.ts`]: `import { css } from 'lit';

export const styles = css\`
  :host { display: block; }
\`;
`,
    [`${name}.model.ts`]: `import type { Tables } from '@dispatchkit/client';

/** One line of the widget. */
export interface Row {
  readonly id: string;
  readonly title: string;
}

/** What to show, in order. No DOM, no clock, no network. */
export function rowsOf({ jobs }: Pick<Tables, 'jobs'>): Row[] {
  return [...jobs.values()].map(({ id, title }) => ({ id, title }));
}
`,
    [`${name}.model.test.ts`]: `import { expect } from '@open-wc/testing';
import { sampleSource } from '../shared/test/sample.ts';
import { rowsOf } from './${name}.model.ts';

describe('${tag} model', () => {
  it('has a row for each job', () => {
    const { tables } = sampleSource({ jobs: 3 });
    expect(rowsOf(tables).map(({ id }) => id)).to.deep.equal([...tables.jobs.keys()]);
  });
});
`,
    [`${name}.test.ts`]: `import { widgetSuite } from '../shared/test/widget-suite.ts';
import './define.ts';

widgetSuite('${tag}', { showsData: (element) => Boolean(element.shadowRoot?.querySelector('li')) });
`,
    [`${name}.stories.ts`]: `import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { sampleSource } from '../shared/test/sample.ts';
import './define.ts';

interface Args {
  readonly jobs: number;
}

const meta: Meta<Args> = {
  title: 'Widgets/${className}',
  component: '${tag}',
  args: { jobs: 40 },
  render: ({ jobs }) => html\`<${tag} .source=\${sampleSource({ jobs })}></${tag}>\`,
};
export default meta;
type Story = StoryObj<Args>;

export const Ready: Story = {};
export const Empty: Story = { args: { jobs: 0 } };
export const ThousandRows: Story = { args: { jobs: 1000 } };
export const Dark: Story = { globals: { theme: 'dark' } };
export const RightToLeft: Story = { globals: { locale: 'ar' } };
`,
    'index.ts': `export { ${className} } from './${name}.ts';
`,
    'define.ts': `import { ${className} } from './${name}.ts';

if (!customElements.get('${tag}')) customElements.define('${tag}', ${className});

declare global {
  interface HTMLElementTagNameMap {
    '${tag}': ${className};
  }
}
`,
    [`${name}.md`]: `# ${tag}

What a person sees, and what they can do with it.

\`\`\`html
<dk-connection url="https://dispatch.example.com" token-url="/dispatch-token">
  <${tag}></${tag}>
</dk-connection>
\`\`\`
`,
  };
}

/** Adds the tag to the list the loader knows, in order. */
function register() {
  const file = join(root, 'widgets/loader/registry.ts');
  const line = `  '${tag}': () => import('../${name}/define.ts'),`;
  const lines = readFileSync(file, 'utf8').split('\n');
  const entries = lines.filter((candidate) => /^ {2}'dk-[a-z-]+': /.test(candidate));
  const next = entries.find((candidate) => candidate > line);
  const position = next ? lines.indexOf(next) : lines.indexOf(entries.at(-1) ?? '') + 1;
  lines.splice(position, 0, line);
  writeFileSync(file, lines.join('\n'));
}

/** @param {string} message @returns {never} */
function stop(message) {
  console.error(message);
  process.exit(1);
}

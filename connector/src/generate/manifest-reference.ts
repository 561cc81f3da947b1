import { templateNames } from '@dispatchkit/contract/manifest';
import { visitKeys } from './manifest-help.ts';
import { type JsonSchema, manifestJsonSchema } from './manifest-schema.ts';
import type { GeneratedFile } from './openapi.ts';

/** Every key of the manifest language as a page for people. */
export function manifestReferenceFile(): GeneratedFile {
  const schema = manifestJsonSchema();
  const sections = new Map<string, string[]>();
  visitKeys(schema, (path, key, isNeeded) => {
    const [name = '', ...keys] = path;
    const rows = sections.get(name) ?? [];
    rows.push(rowOf(keys.join('.'), key, isNeeded));
    sections.set(name, rows);
  });
  const parts = [...sections].map(([name, rows]) => section(name, rows, titleOf(name, schema)));
  return { path: 'docs/reference/manifest.md', text: [head, placeholders(), ...parts].join('\n') };
}

const head = `# The manifest language

Generated from the schema; [manifest.schema.json](manifest.schema.json) is the same for editors. How to write a manifest is told in
[the guide](../guides/adapters.md). Kinds of a union stand in the path like keys: \`login.call.path\` is the path of the call of \`"kind": "login"\`.
Under *default* stands what holds when a key is left out: *none* is nothing of the kind, and *needed* keys cannot be left out.
`;

function placeholders(): string {
  const rows = Object.entries(templateNames).map(([name, meaning]) => `| \`\${${name}}\` | ${cell(meaning)} |`);
  return `## Placeholders\n\nA text that is one placeholder and nothing else stands for the value itself, with its type.\n\n| placeholder | stands for |\n|---|---|\n${rows.join('\n')}\n`;
}

function section(name: string, rows: readonly string[], title: string): string {
  return `## ${name}\n\n${title}.\n\n| key | meaning | default | example |\n|---|---|---|---|\n${rows.join('\n')}\n`;
}

function titleOf(name: string, { $defs = {}, title }: JsonSchema): string {
  const definition = $defs[name];
  return (typeof definition === 'object' ? definition.title : title) ?? name;
}

function rowOf(path: string, key: JsonSchema, isNeeded: boolean): string {
  const words = key.enum ?? (key.const === undefined ? undefined : [key.const]);
  const type = key.$ref?.startsWith('#/$defs/Host') ? `See [${key.$ref.slice(8)}](#${key.$ref.slice(8).toLowerCase()}).` : '';
  const list = words ? `One of ${words.map((word) => `\`${String(word)}\``).join(', ')}.` : '';
  const meaning = [`**${key.title ?? path}.**`, key.description, list, type].filter(Boolean).join(' ');
  const otherwise = isNeeded ? 'needed' : json(key.default) || 'none';
  return `| \`${path}\` | ${cell(meaning)} | ${otherwise} | ${json(key.examples === undefined ? key.const : key.examples[0])} |`;
}

function json(value: unknown): string {
  if (value === undefined) return '';
  const text = JSON.stringify(value);
  return cell(text.length > 160 ? '' : `\`${text}\``);
}

/** Pipes would end the cell. */
function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}

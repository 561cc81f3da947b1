import assert from 'node:assert/strict';
import { globSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { languages, type Message, type MessageSet, type Messages } from '../widgets/shared/localize.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const files = globSync('widgets/{*,shared/*}/messages.ts', {
  cwd: root,
  exclude: (name) => name === 'node_modules' || name === 'dist',
});

/** What may read the same in two languages: names of keys, loanwords, and texts of values and signs alone. */
const mayBeAlike =
  /^[^\p{L}]*$|^(actions|connector|day|del|en route|enter|in|inspection|installation|later|live|maintenance|normal|no|overlap|pause|position|route|routes|source|status|type|urgent|week)$/iu;

describe('texts of the widgets', () => {
  it('are found', () => {
    assert.ok(files.length >= 8, files.join(', '));
  });

  for (const file of files) {
    describe(file, async () => {
      const set = await messageSet(file);

      it('goes by the name of its folder', () => {
        assert.equal(set.name, basename(dirname(file)));
      });

      it('can be loaded in every language', () => {
        assert.deepEqual(Object.keys(set.load).sort(), languages.filter((language) => language !== 'en').sort());
      });

      for (const [language, load] of Object.entries(set.load)) {
        it(`says everything in ${language}`, async () => {
          assert.ok(load);
          const { default: texts } = await load();
          assert.deepEqual(Object.keys(texts).sort(), Object.keys(set.en).sort());
          const faults = Object.entries(set.en).flatMap(([key, english]) => {
            const text = texts[key];
            return text === undefined ? [] : faultsOf(english, text, language).map((fault) => `${key}: ${fault}`);
          });
          assert.deepEqual(faults, []);
        });
      }
    });
  }
});

async function messageSet(file: string): Promise<MessageSet<Messages>> {
  const module: Record<string, unknown> = await import(join(root, file));
  const set = Object.values(module).find((value) => typeof value === 'object' && value !== null && 'load' in value);
  assert.ok(set, `${file} exports a message set`);
  return set as MessageSet<Messages>;
}

function faultsOf(english: Message, text: Message, language: string): string[] {
  const faults: string[] = [];
  const categories = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
  for (const [category, form] of formsOf(text)) {
    if (typeof form !== 'string' || form.trim() === '') faults.push(`${category} says nothing`);
    if (!categories.includes(category)) faults.push(`${language} has no plural category ${category}`);
    const needed = valuesOf(typeof english === 'string' ? english : (category === 'one' && english.one) || english.other);
    const used = valuesOf(form);
    // "One job" and "two jobs" may be words; every other value must be told, and none may be made up.
    const isCounted = category === 'zero' || category === 'one' || category === 'two';
    const lost = [...needed].filter((value) => !used.has(value) && !(isCounted && value === 'count'));
    const invented = [...used].filter((value) => !needed.has(value) && value !== 'count');
    if (lost.length > 0) faults.push(`${category} loses {${lost.join('}, {')}}`);
    if (invented.length > 0) faults.push(`${category} makes up {${invented.join('}, {')}}`);
  }
  // Polish with only `one` and `other` would say "2 zleceń".
  if (typeof text !== 'string' && categories.includes('few') && text.one !== undefined && text.one !== text.other && !text.few)
    faults.push('has no form for few');
  if (JSON.stringify(text) === JSON.stringify(english) && !formsOf(text).every(([, form]) => mayBeAlike.test(wordsOf(form))))
    faults.push(`is still English: ${JSON.stringify(text)}`);
  return faults;
}

function formsOf(text: Message): [Intl.LDMLPluralRule, string][] {
  return typeof text === 'string' ? [['other', text]] : (Object.entries(text) as [Intl.LDMLPluralRule, string][]);
}

function valuesOf(form: string): Set<string> {
  return new Set([...form.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? ''));
}

function wordsOf(form: string): string {
  return form.replace(/\{\w+\}/g, '').trim();
}

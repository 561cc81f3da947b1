import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { folded } from './fold-letters.ts';

describe('words as they are compared', () => {
  for (const [word, expected] of [
    ['MÜLLER', 'muller'],
    ['Ärztehaus', 'arztehaus'],
    ['A\u0308rztehaus', 'arztehaus'],
    ['Łukasz', 'lukasz'],
    ['Straße', 'strasse'],
    ['Ελλάδα', 'ελλαδα'],
    ['東京', '東京'],
    ['한국', '한국'],
    ['が', 'が'],
    ['हिन्दी', 'हिन्दी'],
  ] as const)
    test(`${word} is ${expected}`, () => assert.equal(folded(word), expected));
});

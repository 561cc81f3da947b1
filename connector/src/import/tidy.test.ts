import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { shorten, tidy } from './tidy.ts';

describe('tidy', () => {
  const cases = [
    ['  two   spaces ', ['collapse'], 'two spaces'],
    ['On_street', ['underscores'], 'On street'],
    ['SOUTH VAN NESS AVE', ['title_case'], 'South Van Ness Ave'],
    ['1ST ST & 22ND AVE', ['title_case'], '1st St & 22nd Ave'],
    ['350 ELLIS ST, APT 5H', ['title_case'], '350 Ellis St, Apt 5H'],
    ["O'FARRELL ST", ['title_case'], "O'Farrell St"],
    ["FISHERMAN'S WHARF", ['title_case'], "Fisherman's Wharf"],
    ['MCALLISTER ST', ['title_case'], 'McAllister St'],
    ['ÉCOLE ÖLMÜHLE', ['title_case'], 'École Ölmühle'],
    ['STREET LIGHT', ['sentence_case'], 'Street light'],
    ['from CalTrans', ['capitalize'], 'From CalTrans'],
    ['a\r\nb\tc', ['one_line'], 'a b c'],
  ] as const;
  for (const [text, steps, expected] of cases) {
    it(`makes ${JSON.stringify(text)} ${steps.join(', ')}`, () => assert.equal(tidy(text, steps), expected));
  }

  it('cuts long texts at a word and says so', () => {
    assert.equal(shorten('short', 10), 'short');
    assert.equal(shorten('the quick brown fox jumps', 18), 'the quick brown…');
    assert.equal(shorten('x'.repeat(30), 10), `${'x'.repeat(9)}…`);
    assert.equal(shorten('ab😀cd', 4), 'ab…', 'half a letter is not left behind');
  });
});

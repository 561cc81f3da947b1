import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createSecretBox } from './secret-box.ts';

const secret = 'an installation has one of these, 32 characters or more';
const box = createSecretBox(secret);

describe('a sealed secret', () => {
  it('opens again, also in another process with the same installation secret', async () => {
    const sealed = await box.seal('whsec_é', 'webhook', 'w1');
    assert.equal(await createSecretBox(secret).open(sealed, 'webhook', 'w1'), 'whsec_é');
    assert.doesNotMatch(sealed, /whsec/);
  });

  it('never looks the same twice', async () => {
    assert.notEqual(await box.seal('same', 'webhook', 'w1'), await box.seal('same', 'webhook', 'w1'));
  });

  it('does not open for another purpose, another row, with another secret, or changed', async () => {
    const sealed = await box.seal('text', 'webhook', 'w1');
    const [version = '', iv = '', body = ''] = sealed.split('.');
    const changed = `${version}.${iv}.${body.startsWith('A') ? 'B' : 'A'}${body.slice(1)}`;
    const other = createSecretBox(`${secret}!`);
    for (const attempt of [
      () => box.open(sealed, 'signing-key', 'w1'),
      () => box.open(sealed, 'webhook', 'w2'),
      () => other.open(sealed, 'webhook', 'w1'),
      () => box.open(changed, 'webhook', 'w1'),
      () => box.open('v2.a.b', 'webhook', 'w1'),
      () => box.open('', 'webhook', 'w1'),
    ]) {
      await assert.rejects(attempt, /secret/i);
    }
  });
});

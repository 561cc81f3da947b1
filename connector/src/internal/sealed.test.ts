import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { createSealer, SealError } from './sealed.ts';

const secret = 'correct-horse-battery-staple-0001';
const older = 'correct-horse-battery-staple-0000';

describe('sealed values', () => {
  it('open again to what was sealed, whatever the text is', async () => {
    const sealer = createSealer([secret]);
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme' }), fc.string(), async (text, context) => {
        const sealed = await sealer.seal(text, context);
        assert.equal(await sealer.open(sealed, context), text);
        assert.match(sealed, /^s1(\.[A-Za-z0-9_-]+){3}$/);
      }),
      { numRuns: 50 },
    );
  });

  it('never look the same twice', async () => {
    const sealer = createSealer([secret]);
    assert.notEqual(await sealer.seal('x', 'a'), await sealer.seal('x', 'a'));
  });

  it('do not open in another place, after a change, or with another secret', async () => {
    const sealer = createSealer([secret]);
    const sealed = await sealer.seal('whsec_x', 'acme/webhooks/w1');
    const changed = sealed.replace(/[\w-](?=[\w-]{8}$)/, (digit) => (digit === 'A' ? 'B' : 'A'));
    await assert.rejects(sealer.open(sealed, 'acme/webhooks/w2'), SealError);
    await assert.rejects(sealer.open(changed, 'acme/webhooks/w1'), SealError);
    await assert.rejects(createSealer([older]).open(sealed, 'acme/webhooks/w1'), SealError);
    for (const garbage of ['', 's1...', 'x.y.z.w', 's1.a.b', `${sealed}.x`]) {
      await assert.rejects(sealer.open(garbage, 'acme/webhooks/w1'), SealError);
    }
  });

  it('of an older secret open while that one is still listed', async () => {
    const sealed = await createSealer([older]).seal('kept', 'here');
    assert.equal(await createSealer([secret, older]).open(sealed, 'here'), 'kept');
  });
});

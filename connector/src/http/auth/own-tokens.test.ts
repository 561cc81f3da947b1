import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodeProtectedHeader } from 'jose';
import { FakeTime } from '../../../test/fake-time.ts';
import { createSecretBox } from '../../internal/secret-box.ts';
import { silentLog } from '../../ports/log.ts';
import { openNativeDatabase } from '../../stores/libsql/db.native.ts';
import { openLibsqlStore } from '../../stores/libsql/index.ts';
import { OwnTokens } from './own-tokens.ts';

test('a token counts at once, even when keys were being read while its key was made', async () => {
  const time = new FakeTime();
  const store = await openLibsqlStore(openNativeDatabase({ url: ':memory:' }), { clock: time, log: silentLog });
  const { promise: released, resolve: release } = Promise.withResolvers<void>();
  const keys = {
    ...store.signingKeys,
    verifying: async () => {
      const before = await store.signingKeys.verifying();
      await released;
      return before;
    },
  };
  const box = createSecretBox('a secret of at least thirty-two characters');
  const ownTokens = new OwnTokens('dispatchkit', { keys, box, clock: time, log: silentLog });

  const reading = ownTokens.publicKeys();
  const { token } = await ownTokens.sign({ tenant: 'acme', subject: 'user-1', role: 'viewer' }, 900);
  release();
  await reading;
  const key = await ownTokens.keyFor(decodeProtectedHeader(token));
  assert.equal(key.type, 'public');
  await store.close();
});

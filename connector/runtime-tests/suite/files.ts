import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Part } from './part.ts';

/** Files go out as they are read, compressed by the streams of each runtime; on workers the network does that. */
export const files: Part = (subject, { runtime }) => {
  describe('files', () => {
    for (const file of ['jobs.csv', 'jobs.ndjson', 'assignments.ics']) {
      it(`${file} is the same compressed and as it is`, async () => {
        const read = async (encoding: string) => {
          const response = await subject().fetch('GET', `/v1/exports/${file}`, { headers: { 'accept-encoding': encoding } });
          return { encoding: response.headers.get('content-encoding'), text: await response.text() };
        };
        const [plain, packed] = [await read('identity'), await read('gzip')];
        assert.equal(packed.encoding, runtime === 'workerd' ? null : 'gzip');
        assert.ok(plain.text.length > 0);
        assert.equal(packed.text, plain.text);
      });
    }
  });
};

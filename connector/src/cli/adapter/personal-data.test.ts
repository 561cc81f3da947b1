import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { shippedManifest } from '@dispatchkit/adapters';
import { personalDataRemover } from './personal-data.ts';

const manifest = shippedManifest('tryton-6');
assert.ok(manifest);
const remove = personalDataRemover(manifest);

describe('what is recorded of a host', () => {
  it('loses who somebody is, and keeps ids, words and times', () => {
    const row = {
      id: 7,
      type: 'task',
      write_date: '2026-11-20T08:00:00Z',
      customer_name: 'Ada Lovelace',
      email: 'ada@lovelace.example',
      phone: '+44 20 7946 0018',
      address: { street: '12 St James’s Square', zip: 'SW1Y 4JH' },
      latitude: 51.50735,
    };
    const kept = remove(row) as typeof row;
    assert.deepEqual([kept.id, kept.type, kept.write_date, kept.latitude], [row.id, row.type, row.write_date, 51.5]);
    assert.doesNotMatch(JSON.stringify(kept), /Ada|Lovelace|lovelace|7946|James|SW1Y/);
  });

  it('puts the same for the same, so that what belonged together still does', () => {
    const [a, b, c] = remove([{ customer_name: 'Ada' }, { customer_name: 'Ada' }, { customer_name: 'Bea' }]) as {
      customer_name: string;
    }[];
    assert.equal(a?.customer_name, b?.customer_name);
    assert.notEqual(a?.customer_name, c?.customer_name);
  });

  it('finds addresses inside of texts', () => {
    assert.doesNotMatch(JSON.stringify(remove({ remark: 'Write to ada@lovelace.example before noon.' })), /lovelace/);
  });

  it('loses every text that the manifest makes no use of', () => {
    const row = {
      id: 7,
      responsable: 'Ada Lovelace',
      gate_code: '4711#',
      signature: 'data:image/png;base64,iVBORw0KGgo=',
      since: '2026-11-20',
      tags: [{ who: 'Ada' }, 'ring twice'],
      __class__: 'datetime',
    };
    const kept = remove(row) as typeof row;
    assert.deepEqual([kept.id, kept.since, kept['__class__']], [7, '2026-11-20', 'datetime']);
    assert.doesNotMatch(JSON.stringify(kept), /Ada|4711|base64|ring/);
  });
});

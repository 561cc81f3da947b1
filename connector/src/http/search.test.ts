import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { openTestConnector, type TestConnector } from '../../test/test-connector.ts';

describe('q', () => {
  let subject: TestConnector;
  before(async () => {
    subject = await openTestConnector();
    const names = ['Ärztehaus Müller', 'Łukasz Żak', 'Straßenbau', 'A\u0308pfel', '東京駅ビル', 'Бібліотека', 'Plain & Co'];
    for (const [i, name] of names.entries()) {
      await subject.request('POST', '/v1/customers', { send: { id: `c${i}`, name } });
      await subject.request('POST', '/v1/sites', { send: { id: `s${i}`, name } });
      await subject.request('POST', '/v1/jobs', { send: { id: `j${i}`, title: name } });
    }
  });
  after(() => subject[Symbol.asyncDispose]());

  const found = async (list: string, q: string) => {
    const { body } = await subject.request<{ items: { id: string }[] }>(
      'GET',
      `/v1/${list}?sort=createdAt&q=${encodeURIComponent(q)}`,
    );
    return body.items.map(({ id }) => id.slice(1)).join();
  };

  for (const [q, which] of [
    ['ärztehaus', '0'],
    ['ARZTEHAUS', '0'],
    ['MÜLLER', '0'],
    ['muller ärzte', '0'],
    ['lukasz', '1'],
    ['łUKASZ', '1'],
    ['zak', '1'],
    ['strassenbau', '2'],
    ['STRASSEN', '2'],
    ['straßen', '2'],
    ['äpfel', '3'],
    ['東京', '4'],
    ['БІБЛІО', '5'],
    ['%', ''],
    ['*', ''],
  ] as const) {
    for (const list of ['jobs', 'customers', 'sites'])
      it(`${JSON.stringify(q)} in ${list}`, async () => assert.equal(await found(list, q), which));
  }

  it('finds parts of words, apart from jobs, whose words are found by their beginnings', async () => {
    assert.deepEqual([await found('customers', '京駅'), await found('jobs', '京駅')], ['4', '']);
  });

  for (const q of ['', '  ']) {
    it(`${JSON.stringify(q)} is no question`, async () => {
      for (const list of ['jobs', 'customers']) assert.equal(await found(list, q), '0,1,2,3,4,5,6');
    });
  }
});

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { describe, it } from 'node:test';
import { silentLog } from '../src/ports/log.ts';
import { openObserving } from '../src/runtimes/shared/observing.ts';
import { openTestConnector, testConfig } from './test-connector.ts';

const root = new URL('../../', import.meta.url);
const token = 'metrics-token-0123456789';

/** Names of all figures a connector has, as Prometheus sees them. */
async function figures(): Promise<Set<string>> {
  const yaml = `metrics: { token: ${token} }
auth: { development: { enabled: true }, issuers: [{ issuer: a, jwksUri: 'https://a.example.com/keys' }] }`;
  await using subject = await openTestConnector({ config: yaml, ...(await openObserving(testConfig(yaml), silentLog)) });
  await subject.fetch('GET', '/v1/nothing');
  const answer = await subject.fetch('GET', '/metrics', { as: null, headers: { authorization: `Bearer ${token}` } });
  const types = [...(await answer.text()).matchAll(/^# TYPE (\S+) (\S+)$/gm)];
  return new Set(
    types.flatMap(([, name = '', type]) =>
      type === 'histogram' ? [name, `${name}_bucket`, `${name}_count`, `${name}_sum`] : [name],
    ),
  );
}

describe('whoever watches', () => {
  for (const file of ['grafana-dashboard.json', 'alerts.yml']) {
    it(`finds every figure of examples/monitoring/${file}`, async () => {
      const text = await readFile(new URL(`examples/monitoring/${file}`, root), 'utf8');
      const known = await figures();
      const used = new Set(text.match(/\b(?:dispatchkit|process|nodejs)_[a-z0-9_]+/g));
      assert.ok(used.size > 4);
      assert.deepEqual(
        [...used].filter((name) => !known.has(name)),
        [],
      );
    });
  }

  it('sees on the dashboard all that is known of host systems, each panel in a place of its own', async () => {
    const text = await readFile(new URL('examples/monitoring/grafana-dashboard.json', root), 'utf8');
    const ofHosts = [...(await figures())].filter(
      (name) => name.startsWith('dispatchkit_host_') && !/_(bucket|count|sum)$/.test(name),
    );
    assert.ok(ofHosts.length >= 6);
    assert.deepEqual(
      ofHosts.filter((name) => !text.includes(name)),
      [],
    );
    const { panels } = JSON.parse(text) as { panels: { id: number; gridPos: Record<'x' | 'y' | 'w' | 'h', number> }[] };
    const taken = new Set<string>();
    for (const { id, gridPos } of panels) {
      assert.ok(gridPos.x + gridPos.w <= 24, `panel ${id} is wider than the dashboard`);
      for (let x = gridPos.x; x < gridPos.x + gridPos.w; x++) {
        for (let y = gridPos.y; y < gridPos.y + gridPos.h; y++) {
          assert.ok(!taken.has(`${x} ${y}`), `panel ${id} lies over another`);
          taken.add(`${x} ${y}`);
        }
      }
    }
    assert.equal(new Set(panels.map(({ id }) => id)).size, panels.length);
  });

  it('finds every figure in the guide, and every one is explained there', async () => {
    const guide = await readFile(new URL('docs/guides/operate.md', root), 'utf8');
    const section = guide.slice(guide.indexOf('## Figures'), guide.indexOf('## Traces'));
    const explained = new Set([...section.matchAll(/`([a-z]+_[a-z0-9_]+)(?:\{[^}]*\})?`/g)].map(([, name]) => name ?? ''));
    const known = await figures();
    const own = [...known].filter((name) => name.startsWith('dispatchkit_') && !/_(bucket|count|sum)$/.test(name));
    assert.deepEqual(
      own.filter((name) => !explained.has(name.replace('dispatchkit_', ''))),
      [],
    );
    const unknown = [...explained].filter((name) => !known.has(name) && !known.has(`dispatchkit_${name}`));
    assert.deepEqual(
      unknown.filter((name) => !['token_invalid', 'rate_limited', 'store_unavailable', 'issuer_unavailable'].includes(name)),
      [],
    );
  });
});

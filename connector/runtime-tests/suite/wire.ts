import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Problem } from '@dispatchkit/contract';
import { checkScenario, nameOf, type Scenario, scenarios } from '../../test/scenarios.ts';
import type { Part } from './part.ts';

/** Every scenario of the wire: bodies, preconditions, filters, methods, in the order they are checked. */
export const wire: Part = (subject) => {
  for (const [title, list] of Object.entries(scenarios)) {
    const [method = '', path = ''] = title.split(' ');
    describe(title, () => {
      for (const scenario of list) {
        it(nameOf(scenario), async () => {
          // Only what writes needs records for itself alone.
          const tenant = writes(scenario, method) ? await subject().newTenant() : undefined;
          const { wrote } = scenario.expect;
          const before = wrote === undefined ? 0 : await subject().seq(tenant);
          const { name: _, path: own = path, expect: __, ...request } = scenario;
          const answer = await subject().request<Problem>(method, own, { ...request, ...(tenant ? { tenant } : {}) });
          checkScenario(scenario, answer);
          if (wrote !== undefined) assert.equal((await subject().seq(tenant)) - before, wrote, 'events written');
        });
      }
    });
  }
};

function writes({ expect: { status, wrote = 0 } }: Scenario, method: string): boolean {
  return wrote > 0 || (status < 300 && !['GET', 'HEAD', 'OPTIONS'].includes(method));
}

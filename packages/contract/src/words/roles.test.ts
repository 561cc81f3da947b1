import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type Action, actions, capabilitiesOf, grantOf, type Role, roleMatrix, roles } from './roles.ts';

const strength = { none: 0, own: 1, all: 2 } as const;
const atLeast = (stronger: Role, weaker: Role, action: Action) =>
  assert.ok(strength[grantOf(stronger, action)] >= strength[grantOf(weaker, action)], `${action}: ${stronger} < ${weaker}`);

describe('role matrix', () => {
  test('has a row per action and a grant per role, and nothing else', () => {
    assert.deepEqual(Object.keys(roleMatrix).toSorted(), [...actions].toSorted());
    assert.equal(new Set(actions).size, actions.length);
    for (const action of actions) {
      assert.deepEqual(Object.keys(roleMatrix[action]).toSorted(), [...roles].toSorted(), action);
      for (const role of roles) assert.ok(grantOf(role, action) in strength, `${action} ${role}`);
    }
  });

  test('an admin may do everything, and who supervises all that a dispatcher may', () => {
    for (const action of actions) {
      assert.equal(grantOf('admin', action), 'all', action);
      atLeast('supervisor', 'dispatcher', action);
    }
  });

  test('a viewer only reads, a customer only reads what is theirs', () => {
    for (const action of actions) {
      // Saved views of one's own are no work of others.
      if (!action.endsWith(':read') && action !== 'views:write') assert.equal(grantOf('viewer', action), 'none', action);
      const customer = grantOf('customer', action);
      assert.ok(customer === 'none' || (customer === 'own' && action.endsWith(':read')), action);
    }
  });

  test('who may write may read', () => {
    for (const action of actions) {
      const [subject = '', verb] = action.split(':');
      const read = actions.find((other) => other === `${subject}:read`);
      if (verb !== 'write' || !read) continue;
      for (const role of roles) assert.ok(strength[grantOf(role, read)] >= strength[grantOf(role, action)], `${role} ${action}`);
    }
  });

  test('a technician touches no more than what is theirs', () => {
    for (const action of actions) if (!action.endsWith(':read')) assert.notEqual(grantOf('technician', action), 'all', action);
  });
});

describe('capabilitiesOf', () => {
  test('is the matrix without the refusals', () => {
    for (const role of roles) {
      const capabilities = capabilitiesOf(role);
      for (const action of actions) assert.equal(capabilities[action] ?? 'none', grantOf(role, action), `${role} ${action}`);
      assert.ok(!Object.values(capabilities).some((grant) => String(grant) === 'none'));
    }
  });
});

/** Who a token speaks for. `customer` holds a magic token for one job. */
export const roles = ['viewer', 'technician', 'dispatcher', 'supervisor', 'admin', 'customer'] as const;
export type Role = (typeof roles)[number];

/** Who can be behind a change: somebody with a role, the connector itself, or another system with an API key. */
export const actorRoles = [...roles, 'system', 'api_key'] as const;
export type ActorRole = (typeof actorRoles)[number];

/**
 * What can be done, one name per row of the matrix below. `…:own` variants are not separate actions: the matrix says `own`
 * where a role may act only on what is theirs.
 */
export const actions = [
  'jobs:read',
  'jobs:write',
  'jobs:delete',
  'jobs:transition',
  'jobs:import',
  'assignments:read',
  'assignments:write',
  'assignments:override',
  'technicians:read',
  'technicians:write',
  'shifts:read',
  'shifts:write',
  'time_off:read',
  'time_off:write',
  'customers:read',
  'customers:write',
  'sites:read',
  'sites:write',
  'events:read',
  'snapshot:read',
  'fixes:write',
  'settings:read',
  'settings:write',
  'crews:read',
  'crews:write',
  'equipment:read',
  'equipment:write',
  'certifications:read',
  'certifications:write',
  'dependencies:read',
  'dependencies:write',
  'series:read',
  'series:write',
  'views:read',
  'views:write',
  'exports:read',
  'customer_links:write',
  'embed_tokens:write',
  'tokens:revoke',
  'api_keys:read',
  'api_keys:write',
  'webhooks:read',
  'webhooks:write',
  'adapters:read',
  'adapters:write',
  'pending_changes:read',
  'pending_changes:decide',
] as const;
export type Action = (typeof actions)[number];

/** `all` rows of the tenant, only one's `own` (assigned to the technician, or the customer's one job), or none. */
export type Grant = 'all' | 'own' | 'none';

type Row = Readonly<Record<Role, Grant>>;
const row = (viewer: Grant, technician: Grant, dispatcher: Grant, supervisor: Grant, admin: Grant, customer: Grant): Row => ({
  viewer,
  technician,
  dispatcher,
  supervisor,
  admin,
  customer,
});

/** Role × action. Drives the connector's checks, the `capabilities` of a snapshot and the permission table test. */
export const roleMatrix: Readonly<Record<Action, Row>> = {
  //                        viewer  technician dispatcher supervisor admin  customer
  'jobs:read': row('all', 'own', 'all', 'all', 'all', 'own'),
  'jobs:write': row('none', 'none', 'all', 'all', 'all', 'none'),
  'jobs:delete': row('none', 'none', 'none', 'all', 'all', 'none'),
  'jobs:transition': row('none', 'own', 'all', 'all', 'all', 'none'),
  'jobs:import': row('none', 'none', 'none', 'all', 'all', 'none'),
  'assignments:read': row('all', 'own', 'all', 'all', 'all', 'own'),
  'assignments:write': row('none', 'none', 'all', 'all', 'all', 'none'),
  'assignments:override': row('none', 'none', 'all', 'all', 'all', 'none'),
  'technicians:read': row('all', 'own', 'all', 'all', 'all', 'none'),
  'technicians:write': row('none', 'none', 'none', 'all', 'all', 'none'),
  'shifts:read': row('all', 'own', 'all', 'all', 'all', 'none'),
  'shifts:write': row('none', 'none', 'all', 'all', 'all', 'none'),
  'time_off:read': row('all', 'own', 'all', 'all', 'all', 'none'),
  'time_off:write': row('none', 'none', 'all', 'all', 'all', 'none'),
  'customers:read': row('all', 'own', 'all', 'all', 'all', 'none'),
  'customers:write': row('none', 'none', 'all', 'all', 'all', 'none'),
  'sites:read': row('all', 'own', 'all', 'all', 'all', 'none'),
  'sites:write': row('none', 'none', 'all', 'all', 'all', 'none'),
  'events:read': row('all', 'own', 'all', 'all', 'all', 'own'),
  'snapshot:read': row('all', 'own', 'all', 'all', 'all', 'none'),
  'fixes:write': row('none', 'own', 'none', 'none', 'all', 'none'),
  'settings:read': row('all', 'all', 'all', 'all', 'all', 'none'),
  'settings:write': row('none', 'none', 'none', 'none', 'all', 'none'),
  'crews:read': row('all', 'all', 'all', 'all', 'all', 'none'),
  'crews:write': row('none', 'none', 'none', 'all', 'all', 'none'),
  'equipment:read': row('all', 'all', 'all', 'all', 'all', 'none'),
  'equipment:write': row('none', 'none', 'none', 'all', 'all', 'none'),
  'certifications:read': row('all', 'own', 'all', 'all', 'all', 'none'),
  'certifications:write': row('none', 'none', 'none', 'all', 'all', 'none'),
  'dependencies:read': row('all', 'own', 'all', 'all', 'all', 'none'),
  'dependencies:write': row('none', 'none', 'all', 'all', 'all', 'none'),
  'series:read': row('all', 'none', 'all', 'all', 'all', 'none'),
  'series:write': row('none', 'none', 'all', 'all', 'all', 'none'),
  // Own views, and those shared with everybody; only a supervisor changes shared ones.
  'views:read': row('own', 'own', 'own', 'all', 'all', 'none'),
  'views:write': row('own', 'own', 'own', 'all', 'all', 'none'),
  'exports:read': row('none', 'own', 'all', 'all', 'all', 'none'),
  'customer_links:write': row('none', 'none', 'all', 'all', 'all', 'none'),
  'embed_tokens:write': row('none', 'none', 'none', 'none', 'all', 'none'),
  'tokens:revoke': row('none', 'none', 'none', 'none', 'all', 'none'),
  'api_keys:read': row('none', 'none', 'none', 'none', 'all', 'none'),
  'api_keys:write': row('none', 'none', 'none', 'none', 'all', 'none'),
  'webhooks:read': row('none', 'none', 'none', 'none', 'all', 'none'),
  'webhooks:write': row('none', 'none', 'none', 'none', 'all', 'none'),
  'adapters:read': row('none', 'none', 'none', 'none', 'all', 'none'),
  'adapters:write': row('none', 'none', 'none', 'none', 'all', 'none'),
  // Whoever decides must also be one who may write such records.
  'pending_changes:read': row('all', 'own', 'all', 'all', 'all', 'none'),
  'pending_changes:decide': row('none', 'none', 'all', 'all', 'all', 'none'),
};

export function grantOf(role: Role, action: Action): Grant {
  return roleMatrix[action][role];
}

/** What the bearer may do, as the widgets see it: every action with the grant, `none` left out. */
export type Capabilities = Partial<Record<Action, Exclude<Grant, 'none'>>>;

export function capabilitiesOf(role: Role): Capabilities {
  const capabilities: Capabilities = {};
  for (const action of actions) {
    const grant = roleMatrix[action][role];
    if (grant !== 'none') capabilities[action] = grant;
  }
  return capabilities;
}

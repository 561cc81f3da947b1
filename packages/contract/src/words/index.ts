/** Words, tables and rules without zod: small enough for a page. Schemas are in the package's main entry. */
export * from './events.ts';
export * from './kinds.ts';
export * from './problems.ts';
export * from './roles.ts';
export * from './status.ts';
export * from './violations.ts';

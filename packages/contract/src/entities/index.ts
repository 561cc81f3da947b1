export * from './base.ts';
export * from './event.ts';
export * from './field.ts';
export * from './people.ts';
export * from './resources.ts';
export * from './tenant.ts';
export * from './violation.ts';
export * from './work.ts';

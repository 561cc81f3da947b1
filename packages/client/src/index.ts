export * from './errors.ts';
export * from './source.ts';

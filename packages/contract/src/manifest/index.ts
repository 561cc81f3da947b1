/**
 * The manifest language: how a host system is spoken to, as data. There is no code in it and no expression; every list of words is closed.
 * @module
 */
export * from './connection.ts';
export * from './enums.ts';
export * from './filters.ts';
export * from './fixtures.ts';
export * from './help.ts';
export * from './manifest.ts';
export * from './places.ts';
export * from './probe.ts';
export * from './record-shapes.ts';
export * from './resources.ts';
export * from './templates.ts';
export * from './values.ts';

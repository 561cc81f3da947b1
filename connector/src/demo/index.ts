/** A believable week of field work, made up or from a file of real requests. */
export { catchUp, hasOthersWork } from './catch-up.ts';
export type { DemoOptions } from './generate.ts';
export { startLive } from './live.ts';
export { seedDemo } from './seed.ts';
export { seedFromFile } from './seed-from-file.ts';
export { demoSettings } from './technicians.ts';

/** A believable week of field work, made up or from a file of real requests. */
export { catchUp, hasOthersWork } from './catch-up.ts';
export { type DemoOptions, generateDemo } from './generate.ts';
export { type LiveOptions, LiveSimulation, startLive } from './live.ts';
export { seedDemo } from './seed.ts';
export { type SeedFromFileOptions, type SeedFromFileResult, seedFromFile } from './seed-from-file.ts';
export { shiftDates } from './shift-dates.ts';
export { demoSettings } from './technicians.ts';
export type { DemoWeek } from './week.ts';

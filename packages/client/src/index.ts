export {
  defaultSettings,
  fill,
  fillAssignment,
  fillCustomer,
  fillJob,
  fillShift,
  fillSite,
  fillTechnician,
  fillTimeOff,
} from './defaults.ts';
export * from './errors.ts';
export { Indexes, indexesOf, type Span, spanOf } from './indexes.ts';
export { MemorySource, type MemorySourceOptions } from './memory-source.ts';
export { schedulingContext } from './rules.ts';
export * from './source.ts';
export { uuidv7 } from './uuid.ts';

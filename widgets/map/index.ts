export type { ColorBy } from './map.model.ts';
export { DispatchMap } from './map.ts';

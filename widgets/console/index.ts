export { Console, type PaneName } from './console.ts';

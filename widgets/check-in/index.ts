export { CheckIn } from './check-in.ts';

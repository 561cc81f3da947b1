export { openWire } from './open-wire.ts';

export { cleanMessage } from './message.ts';
export { type OpenWire, openWire } from './open-wire.ts';
export { openRedactor, type Redactor } from './redact.ts';

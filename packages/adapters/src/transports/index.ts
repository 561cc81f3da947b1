export { etagPath, openTransport } from './open-transport.ts';

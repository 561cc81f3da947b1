/**
 * The standard suite that every preset passes: against fixtures, on this machine. For Node.
 * @module
 */
export { type HostFixtures, readFixtures, readManifest } from './fixtures.ts';
export { hostSuite } from './host-suite.ts';
export { type ReplayServer, startReplayServer } from './replay-server.ts';
export { runHostSuite, type SuiteResult } from './run-host-suite.ts';

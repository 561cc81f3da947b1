export { type HostServices, hostServices } from './admin.ts';
export { withoutRefused } from './capabilities.ts';
export { type Age, Freshness } from './freshness.ts';
export { hostStore } from './host-store.ts';
export { beginHostWork, hostWorkHandler } from './host-work.ts';
export { type Mirror, Mirrors } from './mirrors.ts';
export { noHosts } from './no-hosts.ts';
export { hostOpener } from './open-host.ts';
export type { HostOptions } from './options.ts';

export { JobPanel } from './job-panel.ts';

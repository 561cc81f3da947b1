export { HostDisplay, type HostOwner } from './host-display.ts';
export type { HostMark, HostMarks, MarkState } from './marks.ts';
export { messages } from './messages.ts';
export { tellHostProblem } from './problem.ts';

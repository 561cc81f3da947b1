/** Which module registers which tag. Each is its own chunk, loaded when the tag is first seen. */
export const elements = {
  'dk-check-in': () => import('../check-in/define.ts'),
  'dk-console': () => import('../console/define.ts'),
  'dk-job-grid': () => import('../job-grid/define.ts'),
  'dk-job-panel': () => import('../job-panel/define.ts'),
  'dk-map': () => import('../map/define.ts'),
  'dk-tech-board': () => import('../tech-board/define.ts'),
  'dk-timeline': () => import('../timeline/define.ts'),
} as const satisfies Record<`dk-${string}`, () => Promise<unknown>>;

export type ElementTag = keyof typeof elements;

export type { SortOrder } from './tech-board.model.ts';
export { type JobOpened, type SelectionChanged, TechBoard, type TechBoardEventMap } from './tech-board.ts';

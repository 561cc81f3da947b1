export { type DayChosen, type JobOpened, Timeline, type TimelineEventMap } from './timeline.ts';

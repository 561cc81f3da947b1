import type { Cell, Subject } from '../support/subject.ts';

/** Registers some tests of the suite. The subject is there once they run, not before. */
export type Part = (subject: () => Subject, cell: Cell) => void;

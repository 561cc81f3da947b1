import type Sortable from 'sortablejs';

export type SortableClass = typeof Sortable;

const key = Symbol.for('dispatchkit.sortable');

/**
 * The one copy of SortableJS of this page, loaded when it is first asked for. What is being dragged is kept inside the module, so two
 * copies (say, one in an npm bundle and one in a script tag's) could not drop on each other's lists. A failed load is tried again.
 */
export function loadSortable(): Promise<SortableClass> {
  const holder = globalThis as { [key]?: Promise<SortableClass> };
  holder[key] ??= import('sortablejs/modular/sortable.core.esm.js').then(
    (module) => module.default,
    (error: unknown) => {
      delete holder[key];
      throw error;
    },
  );
  return holder[key];
}

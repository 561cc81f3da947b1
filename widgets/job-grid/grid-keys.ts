/** What a key means among the rows. */
export type GridKey =
  | {
      readonly do: 'move';
      readonly to: (row: number, count: number, page: number) => number;
      readonly extend: boolean;
      readonly choose: boolean;
    }
  | { readonly do: 'toggle' | 'all' | 'open' | 'menu' | 'carry' | 'unassign' | 'clear' | 'undo' | 'redo' | 'search' };

type Moves = Readonly<Record<string, (row: number, count: number, page: number) => number>>;

const moves: Moves = {
  ArrowDown: (row) => row + 1,
  ArrowUp: (row) => row - 1,
  PageDown: (row, _count, page) => row + page,
  PageUp: (row, _count, page) => row - page,
  Home: () => 0,
  End: (_row, count) => count - 1,
};

/** Reads a key press; undefined when it is not one of the grid's. */
export function gridKey(event: KeyboardEvent): GridKey | undefined {
  const { key, shiftKey, altKey } = event;
  const command = event.ctrlKey || event.metaKey;
  if (altKey) return undefined;
  const to = moves[key];
  // With Ctrl only the cursor moves, so that Space can pick rows that are apart.
  if (to) return { do: 'move', to, extend: shiftKey, choose: !command };
  if (command) {
    const letter = key.toLowerCase();
    if (letter === 'a') return { do: 'all' };
    if (letter === 'z') return { do: shiftKey ? 'redo' : 'undo' };
    return letter === 'y' ? { do: 'redo' } : undefined;
  }
  if (key === 'ContextMenu' || (key === 'F10' && shiftKey)) return { do: 'menu' };
  if (shiftKey) return undefined;
  if (key === ' ') return { do: 'toggle' };
  if (key === 'Enter') return { do: 'open' };
  if (key === 'm') return { do: 'carry' };
  if (key === 'Delete') return { do: 'unassign' };
  if (key === 'Escape') return { do: 'clear' };
  return key === '/' ? { do: 'search' } : undefined;
}

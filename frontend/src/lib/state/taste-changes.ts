import { marks as allMarks, type AllMarks, type MarkField } from './marks.svelte';
import { preferences } from './preferences.svelte';

/**
 * The one rule of what a mark makes stale. Every kind of mark is part of the user vector, a film on
 * the watchlist too, so each makes stale whatever is computed from it: recommendations, shelves,
 * Discover's picks, the taste summary and the coordinates on the map. What only lists films of one
 * kind of mark, such as the library, listens to `marks` itself.
 */
const changesTaste: Record<MarkField, boolean> = {
  rating: true,
  watchlist: true,
  watched: true,
  hidden: true,
};

const listeners = new Set<() => void>();

/** Runs `listener` once the server has kept something that changes a person's taste. */
export function onTasteChange(listener: () => void, marks: AllMarks = allMarks): void {
  marks.onChange(({ field, phase }) => {
    if (phase === 'kept' && changesTaste[field]) listener();
  });
  preferences.onKept(listener);
  listeners.add(listener);
}

/** Reports a change that went past `marks` and `preferences`, such as an import. */
export function tasteChanged(): void {
  for (const listener of listeners) listener();
}

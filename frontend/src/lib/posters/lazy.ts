import type { Film } from './layout';
import type { Poster } from './poster';

type Draw = (film: Film) => Poster;

let drawing: Promise<Draw | null> | null = null;

/**
 * Loads what draws posters: a script of its own, so that the first screen does not wait for it.
 * Null where it cannot be had; the next poster asks again.
 */
export function loadDrawing(): Promise<Draw | null> {
  drawing ??= import('./poster').then(
    ({ drawPoster }) => drawPoster,
    () => (drawing = null),
  );
  return drawing;
}

// Fetched beside the first data.
void loadDrawing();

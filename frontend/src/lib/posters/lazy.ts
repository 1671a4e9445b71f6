import type * as drawing from './poster';

let loading: Promise<typeof drawing | null> | null = null;

/**
 * Loads what draws posters: a script of its own, so that the first screen does not wait for it.
 * Null where it cannot be had; the next poster asks again.
 */
export function loadDrawing(): Promise<typeof drawing | null> {
  loading ??= import('./poster').catch(() => (loading = null));
  return loading;
}

// Fetched beside the first data.
void loadDrawing();

import { SvelteMap } from 'svelte/reactivity';
import { getMapFilms, searchMovies } from '$lib/api/client';
import { isFailure } from '$lib/api/problem';
import { layerKey, layerParams, MOST_LIT, type Layer, type LitLayer } from '$lib/map/layers';
import type { Stars } from '$lib/map/stars';
import { emptyQuery } from './query';

/** How many hits of a search are lit. */
const HITS = 100;

type Films = readonly number[] | 'loading' | 'failed';

async function load(layer: Layer, signal: AbortSignal): Promise<number[]> {
  if (layer.kind !== 'search') {
    return (await getMapFilms(layerParams(layer), signal)).movie_ids;
  }
  const paging = { limit: HITS, cursor: null };
  const { items } = await searchMovies({ ...emptyQuery, q: layer.name }, paging, signal);
  return items.filter(({ fits }) => fits).map(({ movie }) => movie.id);
}

/**
 * The layers of the map that are lit. A layer keeps its colour and shape while it is lit; the ids
 * of its films are asked for once.
 */
export class MapLayers {
  /** Ids of the films of each layer that was ever lit, by its key. */
  readonly #films = new SvelteMap<string, Films>();
  // eslint-disable-next-line svelte/prefer-svelte-reactivity -- replaced as a whole
  #slots = $state.raw<ReadonlyMap<string, number>>(new Map());
  #layers = $state.raw<readonly Layer[]>([]);

  /** Lights these layers and no others. */
  light(layers: readonly Layer[]): void {
    /* eslint-disable svelte/prefer-svelte-reactivity -- no one else sees these */
    const slots = new Map<string, number>();
    const keys = layers.map(layerKey);
    for (const key of keys) {
      const kept = this.#slots.get(key);
      if (kept !== undefined) slots.set(key, kept);
    }
    for (const key of keys) {
      if (slots.has(key)) continue;
      const taken = new Set(slots.values());
      const free = Array.from({ length: MOST_LIT }, (_, slot) => slot).find((n) => !taken.has(n));
      if (free !== undefined) slots.set(key, free);
    }
    /* eslint-enable svelte/prefer-svelte-reactivity */
    this.#slots = slots;
    this.#layers = layers;
    for (const layer of layers) if (!this.#films.has(layerKey(layer))) void this.#load(layer);
  }

  /** Asks again for the films of a layer that could not be read. */
  retry(layer: Layer): void {
    void this.#load(layer);
  }

  /** The lit layers with the indices of their films on a map. */
  lit(stars: Stars): LitLayer[] {
    return this.#layers.flatMap((layer): LitLayer[] => {
      const key = layerKey(layer);
      const slot = this.#slots.get(key);
      const films = this.#films.get(key) ?? 'loading';
      if (slot === undefined) return [];
      if (films === 'loading' || films === 'failed') {
        return [{ layer, slot, films: [], state: films }];
      }
      return [{ layer, slot, films: stars.indicesOf(films), state: 'lit' }];
    });
  }

  async #load(layer: Layer): Promise<void> {
    const key = layerKey(layer);
    this.#films.set(key, 'loading');
    try {
      this.#films.set(key, await load(layer, new AbortController().signal));
    } catch (error) {
      this.#films.set(key, 'failed');
      if (!isFailure(error)) throw error;
    }
  }
}

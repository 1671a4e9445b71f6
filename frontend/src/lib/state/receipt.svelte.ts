import { SvelteSet } from 'svelte/reactivity';
import * as api from '$lib/api/me';
import type { Explained, Movie, Recommendation } from '$lib/api/models';
import { Loader } from './loader.svelte';

/** The lowest rank that the server tells. */
export const DEPTH = 100;
/** How many films of the list are named. */
const FIRST = 3;

/** The film as it would be without the struck films, and the first films of the list then. */
export interface Imagined {
  film: Explained;
  first: readonly Recommendation[];
}

/** Why a film is recommended: what its stars are made of, and what they would be without films. */
export class Receipt {
  readonly recommendation = new Loader<Explained>();
  readonly imagined = new Loader<Imagined>();
  /** The films whose lines are struck through. */
  readonly struck = new SvelteSet<number>();
  #movie = $state.raw<Movie | null>(null);
  #filters: api.RecommendationFilters | null = null;

  /** The film on the receipt; null while the receipt is closed. */
  get movie(): Movie | null {
    return this.#movie;
  }

  /** What the lines and the total show: the film without what is struck, once that is known. */
  readonly shown: Explained | null = $derived.by(
    () => (this.struck.size > 0 ? this.imagined.value?.film : null) ?? this.recommendation.value,
  );

  open(movie: Movie, filters: api.RecommendationFilters): void {
    this.#movie = movie;
    this.#filters = filters;
    this.#unstrike();
    this.recommendation.set(null);
    void this.recommendation.load((signal) => api.recommendation(movie.id, signal, filters));
  }

  close(): void {
    this.#movie = null;
    this.recommendation.stop();
    this.#unstrike();
  }

  /** Strikes a line through, or takes that back; any number of lines may be struck at once. */
  strike(id: number): void {
    const [movie, filters] = [this.#movie, this.#filters];
    if (!movie || !filters) return;
    if (!this.struck.delete(id)) this.struck.add(id);
    const [first, ...others] = this.struck;
    if (first === undefined) return this.#unstrike();
    const without: [number, ...number[]] = [first, ...others];
    void this.imagined.load(async (signal) => {
      const [film, list] = await Promise.all([
        api.recommendation(movie.id, signal, filters, without),
        api.recommendationsWithout(without, filters, FIRST, signal),
      ]);
      return { film, first: list.items };
    });
  }

  #unstrike(): void {
    this.struck.clear();
    this.imagined.set(null);
  }
}

import * as api from '$lib/api/me';
import type { Movie, Recommendation, RecommendationPage } from '$lib/api/models';
import { Loader } from './loader.svelte';

/** The lowest rank that is looked for. */
export const DEPTH = 100;

export interface Lists {
  now: RecommendationPage;
  without: RecommendationPage;
}

/** The rank of a film in a list, from 1; null where the list lacks the film. */
export function rankIn(page: RecommendationPage, id: number): number | null {
  const at = page.items.findIndex(({ movie }) => movie.id === id);
  return at === -1 ? null : at + 1;
}

/** Why a film is recommended: its contributions, and the list without a marked film. */
export class Receipt {
  readonly recommendation = new Loader<Recommendation>();
  readonly lists = new Loader<Lists>();
  #movie = $state.raw<Movie | null>(null);
  #struck = $state<number | null>(null);
  #filters: api.RecommendationFilters | null = null;
  #now: RecommendationPage | null = null;

  /** The film on the receipt; null while the receipt is closed. */
  get movie(): Movie | null {
    return this.#movie;
  }

  /** The film whose line is struck through. */
  get struck(): number | null {
    return this.#struck;
  }

  open(movie: Movie, filters: api.RecommendationFilters): void {
    this.#movie = movie;
    this.#filters = filters;
    this.#now = null;
    this.unstrike();
    this.recommendation.set(null);
    void this.recommendation.load((signal) => api.recommendation(movie.id, signal));
  }

  close(): void {
    this.#movie = null;
    this.recommendation.stop();
    this.unstrike();
  }

  strike(id: number): void {
    const filters = this.#filters;
    if (!filters) return;
    if (this.#struck === id) return this.unstrike();
    this.#struck = id;
    this.lists.set(null);
    void this.lists.load(async (signal) => {
      const [now, without] = await Promise.all([
        this.#now ?? api.recommendations(filters, { limit: DEPTH, cursor: null }, signal),
        api.withoutRating(id, filters, DEPTH, signal),
      ]);
      this.#now = now;
      return { now, without };
    });
  }

  unstrike(): void {
    this.#struck = null;
    this.lists.set(null);
  }
}

import { searchMovies } from '$lib/api/client';
import type { Movie } from '$lib/api/models';
import type { Failure } from '$lib/api/problem';
import { Loader } from './loader.svelte';
import { emptyQuery } from './query';

const PAUSE_MS = 200;
const LISTED = 12;

/**
 * Films found as their name is typed, to be picked. Those that were picked so are shown again once
 * the field is empty, since no group holds them.
 */
export class NamedFilms {
  #words = $state('');
  #found = new Loader<{ words: string; movies: readonly Movie[] }>();
  #kept = $state.raw<readonly Movie[]>([]);
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** What is in the field, trimmed. */
  get words(): string {
    return this.#words;
  }

  get films(): readonly Movie[] {
    return this.#words === '' ? this.#kept : (this.#found.value?.movies ?? []);
  }

  /** The films answer the words that stand in the field now. */
  get answered(): boolean {
    return this.#words !== '' && this.#found.value?.words === this.#words;
  }

  get failure(): Failure | null {
    return this.#words === '' ? null : this.#found.failure;
  }

  search(words: string): void {
    if (words === this.#words) return;
    this.#words = words;
    clearTimeout(this.#timer);
    if (words === '') this.#found.set(null);
    else this.#timer = setTimeout(() => void this.#fetch(words), PAUSE_MS);
  }

  retry(): void {
    void this.#found.retry();
  }

  keep(movie: Movie): void {
    if (!this.#kept.some(({ id }) => id === movie.id)) this.#kept = [...this.#kept, movie];
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#found.stop();
  }

  async #fetch(words: string): Promise<void> {
    await this.#found.load(async (signal) => {
      const paging = { limit: LISTED, cursor: null };
      const { items } = await searchMovies({ ...emptyQuery, q: words }, paging, signal);
      return { words, movies: items.filter(({ fits }) => fits).map(({ movie }) => movie) };
    });
  }
}

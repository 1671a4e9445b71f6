import { SvelteSet } from 'svelte/reactivity';
import { getShelf, type Shelf, type ShelfItem } from '$lib/api/me';
import { blank, marks, type Change, type Field } from './marks.svelte';
import { Paged } from './paged.svelte';
import type { Place } from './places';
import { session } from './session.svelte';

const fieldOf: Record<Shelf, Field> = {
  ratings: 'rating',
  watchlist: 'watchlist',
  hidden: 'hidden',
  history: 'watched',
};

/** One shelf of a person's library. What is taken off it leaves at once, and can come back. */
export class Library {
  readonly list = new Paged<ShelfItem>();
  #place = $state.raw<Place>({ shelf: 'ratings', sort: 'newest', filter: '' });
  readonly #touched = new SvelteSet<number>();

  constructor() {
    marks.onChange((change) => this.#marked(change));
  }

  /** A film whose mark was taken off here is left out; one that was never touched is not. */
  readonly items: readonly ShelfItem[] = $derived.by(() => {
    const field = fieldOf[this.#place.shelf];
    return this.list.items.filter(
      ({ movie }) => !this.#touched.has(movie.id) || marks.of(movie.id)[field] !== blank[field],
    );
  });

  /** Words are looked for here: the server is asked only for another shelf or order. */
  async show(place: Place): Promise<void> {
    const before = this.#place;
    const same = place.shelf === before.shelf && place.sort === before.sort;
    if (place.shelf !== before.shelf) this.list.clear();
    this.#place = place;
    if (same && this.list.page !== null && !this.list.failure) return this.#fill();
    this.#touched.clear();
    await this.#load(place);
    await this.#fill();
  }

  /** A filter asks for the whole shelf, or what it leaves would depend on how far one scrolled. */
  async #fill(): Promise<void> {
    const place = this.#place;
    while (place === this.#place && place.filter !== '' && this.list.hasMore) {
      await this.list.more(true);
      if (this.list.moreFailure) return;
    }
  }

  #load(place: Place): Promise<void> {
    return this.list.load((paging, signal) => getShelf(place.shelf, place.sort, paging, signal));
  }

  reset(): void {
    this.list.clear();
    this.#touched.clear();
  }

  #marked({ id, field, phase }: Change): void {
    if (field !== fieldOf[this.#place.shelf]) return;
    this.#touched.add(id);
    // A day that changed moves its film to another month.
    const still = marks.of(id).watched !== undefined;
    if (field === 'watched' && phase === 'kept' && still) void this.list.reload();
  }
}

export const library = new Library();
session.onChange(() => library.reset());

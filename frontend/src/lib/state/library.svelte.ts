import { SvelteSet } from 'svelte/reactivity';
import { getLibraryList, type LibraryList, type LibraryItem } from '$lib/api/me';
import { held } from './held.svelte';
import { blank, marks, type Change, type MarkField } from './marks.svelte';
import { Paged } from './paged.svelte';
import type { LibraryView } from './addresses';
import { session } from './session.svelte';
import { viewings } from './viewings.svelte';

const fieldOf: Record<LibraryList, MarkField> = {
  ratings: 'rating',
  watchlist: 'watchlist',
  hidden: 'hidden',
  history: 'watched',
};

/** A film may be seen several times, and stands on every other list once. */
const keyOf = (item: LibraryItem) => ('number' in item ? `viewing ${item.id}` : item.movie.id);

/**
 * A list of a person's library. A film that loses its mark leaves the list unless it is held, and
 * returns on undo.
 */
export class Library {
  readonly list = new Paged<LibraryItem>(30, keyOf);
  #view = $state.raw<LibraryView>({ list: 'ratings', sort: 'newest', filter: '', year: null });
  readonly #touched = new SvelteSet<number>();

  constructor() {
    marks.onChange((change) => this.#marked(change));
    viewings.onChange(() => {
      if (this.#view.list === 'history') void this.list.reload();
    });
  }

  /**
   * Leaves out films whose mark was removed here. Films that nobody touched need no known marks.
   */
  readonly items: readonly LibraryItem[] = $derived.by(() => {
    const field = fieldOf[this.#view.list];
    return this.list.items.filter(
      ({ movie: { id } }) =>
        !this.#touched.has(id) || held.has(id) || marks.of(id)[field] !== blank[field],
    );
  });

  /**
   * Shows a list, `atLeast` films of it if need be. The filter is applied here, so only another list
   * or order asks the server.
   */
  async show(view: LibraryView, atLeast = 0): Promise<void> {
    const before = this.#view;
    const same =
      view.list === before.list && view.sort === before.sort && view.year === before.year;
    if (view.list !== before.list) this.list.clear();
    this.#view = view;
    if (same && this.list.page !== null && !this.list.failure) return this.#fill();
    this.#touched.clear();
    await this.#load(view, atLeast);
    await this.#fill();
  }

  /**
   * Loads all pages while there is a filter, or matches would depend on how far a person scrolled.
   */
  async #fill(): Promise<void> {
    const view = this.#view;
    while (view === this.#view && view.filter !== '' && this.list.hasMore) {
      await this.list.more(true);
      if (this.list.moreFailure) return;
    }
  }

  #load(view: LibraryView, atLeast: number): Promise<void> {
    const { list, sort, year } = view;
    return this.list.load(
      (paging, signal) => getLibraryList(list, sort, paging, signal, year),
      atLeast,
    );
  }

  reset(): void {
    this.list.clear();
    this.#touched.clear();
  }

  #marked({ id, field, phase }: Change): void {
    if (field !== fieldOf[this.#view.list]) return;
    this.#touched.add(id);
    // A changed day moves its film to another month, so the server sorts again.
    const still = marks.of(id).watched !== undefined;
    if (field === 'watched' && phase === 'kept' && still) void this.list.reload();
  }
}

export const library = new Library();
session.onChange(() => library.reset());

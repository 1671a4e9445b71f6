import { getShelves } from '$lib/api/me';
import type { Recommendation, Shelf, Shelves } from '$lib/api/models';
import { held } from './held.svelte';
import { Loader } from './loader.svelte';
import { marks } from './marks.svelte';
import { session } from './session.svelte';
import { onTasteChange } from './taste-changes';
import { without } from './without';

const LENGTH = 12;
/** A shelf with fewer films is none. */
const LEAST = 3;

/** A shelf without what has left it. */
export type VisibleShelf = Omit<Shelf, 'items'> & { items: readonly Recommendation[] };

/**
 * The named shelves of a person. What they mark leaves, unless it is held; the server's new
 * shelves follow once nothing on the page is held, or they would take its card away.
 */
export class ShelvesState {
  readonly found = new Loader<Shelves>();
  #active = false;
  #outdated = true;
  #adventurousness: number | null = null;

  constructor() {
    marks.onChange(({ id, field, phase }) => {
      if (field === 'rating' && phase === 'wanted' && this.#holds(id)) held.linger(id);
    });
    onTasteChange(() => this.#change());
    session.onChange(() => {
      this.found.set(null);
      this.#outdated = true;
    });
  }

  readonly list: readonly VisibleShelf[] = $derived.by(() =>
    (this.found.value?.shelves ?? [])
      .map((shelf) => ({
        ...shelf,
        items: without(shelf.items, ({ movie: { id } }) => marks.excludes(id) && !held.has(id)),
      }))
      .filter(({ items }) => items.length >= LEAST),
  );

  /** Shows shelves for a place of the slider; null leaves it to the preferences. */
  show(adventurousness: number | null = this.#adventurousness): void {
    this.#active = true;
    if (adventurousness !== this.#adventurousness) this.#outdated = true;
    this.#adventurousness = adventurousness;
    if (!this.#outdated && this.found.failure === null) return;
    this.#outdated = false;
    void this.found.load((signal) => getShelves(LENGTH, adventurousness, signal));
  }

  leave(): void {
    this.#active = false;
  }

  #change(): void {
    this.#outdated = true;
    held.afterwards(this.#follow);
  }

  readonly #follow = () => {
    if (this.#active) this.show();
  };

  #holds(id: number): boolean {
    return this.list.some(({ items }) => items.some(({ movie }) => movie.id === id));
  }
}

export const shelves = new ShelvesState();

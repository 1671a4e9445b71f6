import { SvelteSet } from 'svelte/reactivity';
import { getMap } from '$lib/api/client';
import { getLibraryList, getTaste, type LibraryItem } from '$lib/api/me';
import { isFailure } from '$lib/api/problem';
import type { Position } from '$lib/api/models';
import { Stars } from '$lib/map/stars';
import { Loader } from './loader.svelte';
import { marks } from './marks.svelte';
import { session } from './session.svelte';
import { onTasteChange } from './taste-changes';

const PAGE = 100;
/** The most pages of ratings that are read. */
const MOST_PAGES = 20;
/** How many former coordinates of the person are drawn. */
const TRAIL = 8;
const TRAVEL_MS = 700;

/**
 * The map of a release, the films that the person rated, and the person's coordinates over time.
 */
export class StarMap {
  readonly stars = new Loader<Stars>();
  readonly #mine = new SvelteSet<number>();
  #trail = $state.raw<readonly Position[]>([]);
  #requested = false;
  #turn = 0;

  constructor() {
    session.onChange(() => this.#reset());
    marks.onChange(({ id, field }) => {
      if (this.#requested && field === 'rating') this.#light(id, marks.of(id).rating !== null);
    });
    onTasteChange(() => {
      if (this.#requested) void this.#whereAmI();
    });
  }

  /** Ids of the films that the person rated. */
  get mine(): ReadonlySet<number> {
    return this.#mine;
  }

  /** The person's former coordinates, and last the present ones. */
  get trail(): readonly Position[] {
    return this.#trail;
  }

  show(): void {
    if (this.stars.value === null && !this.stars.loading) {
      void this.stars.load(async (signal) => new Stars(await getMap(signal)));
    }
    if (this.#requested || session.user === null) return;
    this.#requested = true;
    void this.#whereAmI();
    void this.#readMine();
  }

  async #whereAmI(): Promise<void> {
    const turn = (this.#turn += 1);
    try {
      const { position } = await getTaste(new AbortController().signal);
      if (turn !== this.#turn || position === null) return;
      await this.#travel(position, turn);
    } catch (error) {
      if (!isFailure(error)) throw error; // The map works without.
    }
  }

  /** Animates to the new coordinates; under reduced motion, sets them at once. */
  async #travel(to: Position, turn: number): Promise<void> {
    const before = this.#trail;
    const from = before.at(-1);
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
    if (!from || still || document.hidden) {
      this.#trail = [...before, to].slice(-TRAIL);
      return;
    }
    const start = performance.now();
    for (let share = 0; share < 1 && turn === this.#turn;) {
      await new Promise(requestAnimationFrame);
      share = Math.min(1, (performance.now() - start) / TRAVEL_MS);
      const eased = 1 - (1 - share) ** 3;
      const at = { x: from.x + (to.x - from.x) * eased, y: from.y + (to.y - from.y) * eased };
      this.#trail = [...before, at].slice(-TRAIL);
    }
  }

  async #readMine(): Promise<void> {
    let cursor: string | null = null;
    try {
      for (let page = 0; page < MOST_PAGES; page += 1) {
        const found: { items: LibraryItem[]; next_cursor: string | null } = await getLibraryList(
          'ratings',
          'newest',
          { limit: PAGE, cursor },
          new AbortController().signal,
        );
        for (const { movie } of found.items) this.#mine.add(movie.id);
        cursor = found.next_cursor;
        if (cursor === null) return;
      }
    } catch (error) {
      if (!isFailure(error)) throw error;
    }
  }

  #light(id: number, on: boolean): void {
    if (on) this.#mine.add(id);
    else this.#mine.delete(id);
  }

  #reset(): void {
    this.#requested = false;
    this.#turn += 1;
    this.#mine.clear();
    this.#trail = [];
  }
}

export const starMap = new StarMap();

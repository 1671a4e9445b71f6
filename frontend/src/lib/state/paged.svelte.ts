import type { Paging } from '$lib/api/client';
import type { Movie } from '$lib/api/models';
import { isFailure, type Failure } from '$lib/api/problem';
import { Latest } from './latest';
import { Loader } from './loader.svelte';

export interface PageOf<Item> {
  items: Item[];
  next_cursor: string | null;
}

export type Fetch<P> = (paging: Paging, signal: AbortSignal) => Promise<P>;

/** The most films of one request. */
const MOST = 100;
/** How many pages load by themselves before the footer must be reachable. */
const AUTOMATIC = 3;

const filmOf = ({ movie }: { movie: Movie }) => movie.id;

/** Drops what an earlier page holds already, because the list changed in between. */
export function distinct<Item extends { movie: Movie }>(
  items: readonly Item[],
  keyOf: (item: Item) => number | string = filmOf,
): Item[] {
  // eslint-disable-next-line svelte/prefer-svelte-reactivity -- local
  const seen = new Set<number | string>();
  return items.filter((item) => !seen.has(keyOf(item)) && seen.add(keyOf(item)));
}

/** What ShowMore needs of a list. */
export type Growing = Pick<
  Paged<{ movie: Movie }>,
  'items' | 'loadingMore' | 'moreFailure' | 'mayGrow' | 'more'
>;

/** A list of films that loads page by page and reloads as far as it was shown. */
export class Paged<Item extends { movie: Movie }, P extends PageOf<Item> = PageOf<Item>> {
  #first = new Loader<P>();
  #more = new Latest();
  #fetch: Fetch<P> | null = null;
  #automatic = $state(0);
  #loadingMore = $state(false);
  #moreFailure = $state.raw<Failure | null>(null);

  /** @param keyOf what tells items apart; the film, where a film is listed once. */
  constructor(
    private readonly pageSize = 30,
    private readonly keyOf: (item: Item) => number | string = filmOf,
  ) {}

  get page(): P | null {
    return this.#first.value;
  }

  get items(): readonly Item[] {
    return this.#first.value?.items ?? [];
  }

  get failure(): Failure | null {
    return this.#first.failure;
  }

  get loading(): boolean {
    return this.#first.loading;
  }

  get hasMore(): boolean {
    return this.#first.value?.next_cursor != null;
  }

  get loadingMore(): boolean {
    return this.#loadingMore;
  }

  get moreFailure(): Failure | null {
    return this.#moreFailure;
  }

  get mayGrow(): boolean {
    return this.#automatic < AUTOMATIC && this.#moreFailure === null;
  }

  /** Asks for another list; the one before stays until that is there. */
  async load(fetch: Fetch<P>, atLeast = 0): Promise<void> {
    this.#fetch = fetch;
    this.#automatic = 0;
    await this.#fetchFirst(Math.max(this.pageSize, atLeast));
  }

  /** Shows a list that was loaded before, and drops what is on its way. */
  set(page: P, fetch: Fetch<P>): void {
    this.#fetch = fetch;
    this.#automatic = 0;
    this.#stopMore();
    this.#first.set(page);
  }

  /** Asks for the same list again, as far as it is shown; an answer on its way is dropped. */
  async reload(): Promise<void> {
    await this.#fetchFirst(Math.max(this.pageSize, this.items.length));
  }

  /** Asks for `count` films, in several requests where one request may not ask for as many. */
  async #fetchFirst(count: number): Promise<void> {
    const fetch = this.#fetch;
    if (!fetch) return;
    this.#stopMore();
    await this.#first.load(async (signal) => {
      const found = await fetch({ limit: Math.min(MOST, count), cursor: null }, signal);
      let { items, next_cursor: cursor } = found;
      for (let rest = count - MOST; rest > 0 && cursor !== null; rest -= MOST) {
        const next = await fetch({ limit: Math.min(MOST, rest), cursor }, signal);
        items = [...items, ...next.items];
        cursor = next.next_cursor;
      }
      return { ...found, items: distinct(items, this.keyOf), next_cursor: cursor };
    });
  }

  retry(): void {
    void this.#first.retry();
  }

  async more(byHand: boolean): Promise<void> {
    const before = this.#first.value;
    const fetch = this.#fetch;
    if (!fetch || !before?.next_cursor || this.#loadingMore || this.loading) return;
    this.#automatic = byHand ? 0 : this.#automatic + 1;
    this.#loadingMore = true;
    this.#moreFailure = null;
    try {
      const paging = { limit: this.pageSize, cursor: before.next_cursor };
      const page = await this.#more.run((signal) => fetch(paging, signal));
      if (page === null) return;
      const items = distinct([...before.items, ...page.items], this.keyOf);
      this.#first.set({ ...before, items, next_cursor: page.next_cursor });
      this.#loadingMore = false;
    } catch (error) {
      this.#loadingMore = false;
      if (!isFailure(error)) throw error;
      this.#moreFailure = error;
    }
  }

  /** Drops what is on its way; the list stays. */
  stop(): void {
    this.#first.stop();
    this.#stopMore();
  }

  /** Forgets the list, and drops what is on its way. */
  clear(): void {
    this.#stopMore();
    this.#fetch = null;
    this.#first.set(null);
  }

  #stopMore(): void {
    this.#more.cancel();
    this.#loadingMore = false;
    this.#moreFailure = null;
  }
}

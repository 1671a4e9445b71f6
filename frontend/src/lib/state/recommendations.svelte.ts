import { untrack } from 'svelte';
import { SvelteMap } from 'svelte/reactivity';
import * as api from '$lib/api/me';
import type { Recommendation, RecommendationPage } from '$lib/api/models';
import { movesOf, type Move } from './moves';
import { marks as allMarks, type AllMarks, type Change } from './marks.svelte';
import { held } from './held.svelte';
import { Paged, type Fetch } from './paged.svelte';
import { emptyForYou, formatForYou, type ForYouQuery } from './addresses';
import { session } from './session.svelte';
import { onTasteChange } from './taste-changes';
import { without } from './without';

export type FetchRecommendations = (
  filters: api.RecommendationFilters,
  ...rest: Parameters<Fetch<RecommendationPage>>
) => Promise<RecommendationPage>;

const none: ReadonlyMap<number, Move> = movesOf([], []);
const filtersOf = (query: ForYouQuery) => formatForYou({ ...query, adventurousness: null });

/**
 * The films recommended to a person. A film that is rated stays in its place for a moment, and for as
 * long as the keyboard is at it, whatever the server lists by then; the server's new list moves
 * the others.
 */
export class Recommendations {
  readonly list = new Paged<Recommendation, RecommendationPage>();
  /** Films that were marked here, with their places. */
  readonly #here = new SvelteMap<number, { item: Recommendation; at: number }>();
  #moves = $state.raw<ReadonlyMap<number, Move>>(none);
  #query = $state.raw<ForYouQuery>(emptyForYou);
  #requested: string | null = null;
  #active = false;

  constructor(
    private readonly marks: AllMarks = allMarks,
    private readonly fetch: FetchRecommendations = api.recommendations,
  ) {
    marks.onChange((change) => this.#marked(change));
    onTasteChange(() => this.outdated(), marks);
  }

  get query(): ForYouQuery {
    return this.#query;
  }

  readonly items: readonly Recommendation[] = $derived.by(() => {
    const items = without(
      this.list.items,
      ({ movie: { id } }) => this.marks.excludes(id) && !(this.#here.has(id) && held.has(id)),
    );
    const kept = [...this.#here].filter(
      ([id]) => held.has(id) && !items.some(({ movie }) => movie.id === id),
    );
    if (kept.length === 0) return items;
    const whole = [...items];
    for (const [, { item, at }] of kept.toSorted(([, a], [, b]) => a.at - b.at)) {
      whole.splice(at, 0, item);
    }
    return whole;
  });

  /** From where a film came when the list was last sorted anew; null where it did not move. */
  moveOf(id: number): Move | null {
    return this.#moves.get(id) ?? null;
  }

  /** How many films moved when the list was last sorted anew. */
  get moveCount(): number {
    return this.#moves.size;
  }

  /** Whether the list is made from this person rather than from popularity. */
  get aboutYou(): boolean {
    return this.list.page !== null && this.list.page.basis !== 'popular';
  }

  show(query: ForYouQuery, atLeast = 0): Promise<void> {
    this.#active = true;
    const key = formatForYou(query);
    if (key === this.#requested && this.list.failure === null) return Promise.resolve();
    this.#requested = key;
    // The slider sorts the films anew; filters make another list.
    const comparable = this.list.page !== null && filtersOf(query) === filtersOf(this.#query);
    this.#query = query;
    return this.#sorted(comparable, () =>
      this.list.load((paging, signal) => this.fetch(query, paging, signal), atLeast),
    );
  }

  leave(): void {
    this.#active = false;
  }

  reset(): void {
    this.#requested = null;
    this.#here.clear();
    this.#moves = none;
    this.list.clear();
  }

  /**
   * Loads the list again after a change of taste: now while the list is shown, else when it is next
   * shown.
   */
  outdated(): void {
    if (this.#active) void this.#sorted(true, () => this.list.reload());
    else this.#requested = null;
  }

  /** Loads the list as the marks are now, before somebody first sees it: no film stays in a place. */
  refresh(): Promise<void> {
    this.#here.clear();
    return this.#sorted(false, () => this.list.reload());
  }

  /** Notes which films move while `load` brings the list in another order. */
  async #sorted(comparable: boolean, load: () => Promise<void>): Promise<void> {
    const before = untrack(() => this.items.map(({ movie }) => movie.id));
    this.#moves = none;
    await load();
    if (!comparable || this.list.loading || this.list.failure) return;
    const after = untrack(() => this.items.map(({ movie }) => movie.id));
    this.#moves = movesOf(before, after);
  }

  #marked({ id, field, phase }: Change): void {
    if (phase !== 'wanted' || !this.marks.excludes(id)) return;
    if (this.#here.has(id) && held.has(id)) return; // Its place is known.
    const at = this.list.items.findIndex(({ movie }) => movie.id === id);
    const item = this.list.items[at];
    if (!item) return;
    for (const other of [...this.#here.keys()]) {
      if (!held.has(other)) this.#here.delete(other);
    }
    this.#here.set(id, { item, at });
    if (field === 'rating') held.linger(id);
  }
}

/** A single instance, so that Back finds the list as it was. */
export const forYou = new Recommendations();
session.onChange(() => forYou.reset());

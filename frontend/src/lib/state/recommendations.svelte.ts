import { SvelteSet } from 'svelte/reactivity';
import * as api from '$lib/api/me';
import type { Recommendation, RecommendationPage } from '$lib/api/models';
import { marks as allMarks, type AllMarks, type Change } from './marks.svelte';
import { Paged, type Fetch } from './paged.svelte';
import { emptyForYou, formatForYou, type ForYouQuery } from './addresses';
import { session } from './session.svelte';
import { onTasteChange } from './taste-changes';
import { without } from './without';

export type FetchRecommendations = (
  filters: api.RecommendationFilters,
  ...rest: Parameters<Fetch<RecommendationPage>>
) => Promise<RecommendationPage>;

/** How long a film stays listed after its rating, so that the person sees its stars fill. */
const LINGER_MS = 450;

/**
 * The films recommended to a person. A film that becomes excluded leaves the list at once; the
 * server's new list then moves the others.
 */
export class Recommendations {
  readonly list = new Paged<Recommendation, RecommendationPage>();
  readonly #lingering = new SvelteSet<number>();
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

  readonly items: readonly Recommendation[] = $derived.by(() =>
    without(
      this.list.items,
      ({ movie }) => !this.#lingering.has(movie.id) && this.marks.excludes(movie.id),
    ),
  );

  /** Whether the list is made from this person rather than from popularity. */
  get aboutYou(): boolean {
    return this.list.page !== null && this.list.page.basis !== 'popular';
  }

  show(query: ForYouQuery, atLeast = 0): Promise<void> {
    this.#active = true;
    const key = formatForYou(query);
    if (key === this.#requested && this.list.failure === null) return Promise.resolve();
    this.#requested = key;
    this.#query = query;
    return this.list.load((paging, signal) => this.fetch(query, paging, signal), atLeast);
  }

  leave(): void {
    this.#active = false;
  }

  reset(): void {
    this.#requested = null;
    this.#lingering.clear();
    this.list.clear();
  }

  /**
   * Loads the list again after a change of taste: now while the list is shown, else when it is next
   * shown.
   */
  outdated(): void {
    if (this.#active) void this.list.reload();
    else this.#requested = null;
  }

  #marked({ id, field, phase }: Change): void {
    if (phase === 'wanted' && field === 'rating' && this.marks.of(id).rating !== null) {
      this.#lingering.add(id);
      setTimeout(() => this.#lingering.delete(id), LINGER_MS);
    }
  }
}

/** A single instance, so that Back finds the list as it was. */
export const forYou = new Recommendations();
session.onChange(() => forYou.reset());

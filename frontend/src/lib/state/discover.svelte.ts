import { popularMovies, searchMovies, type Paging } from '$lib/api/client';
import { recommendations } from '$lib/api/me';
import type { Movie, Understood, Why } from '$lib/api/models';
import { isFailure, Problem, type Failure } from '$lib/api/problem';
import { Latest } from './latest';
import { Loader } from './loader.svelte';
import { emptyQuery, formatQuery, type Query } from './query';
import { marks } from './marks.svelte';
import { session } from './session.svelte';

export interface Result {
  movie: Movie;
  why: Why | null;
  /** Nearer to the words than chance. */
  fits: boolean;
}

export interface Page {
  items: Result[];
  next_cursor: string | null;
  understood: Understood | null;
  /** Not even the first is nearer to the words than chance. */
  nothing_fits: boolean;
  /** The films are those recommended to whoever is here. */
  forYou: boolean;
}

/** A page of the answer to a query: a search, or popular films while there are no words. */
export type FetchPage = (query: Query, paging: Paging, signal: AbortSignal) => Promise<Page>;

const PAGE = 20;
const PAGE_OF_POSTERS = 30;
const MOST = 100;
/** How often the list grows by itself before the footer must be reachable again. */
const AUTOMATIC = 3;
const KEPT = 8;

/** Popular films for a guest, for others their own; it may not be known yet who is here. */
async function withoutWords(query: Query, paging: Paging, signal: AbortSignal) {
  const guess = session.known && session.user ? null : popularMovies(query, paging, signal);
  guess?.catch(() => undefined); // It is awaited below, if at all.
  await session.ready;
  if (session.user) {
    const wishes = { ...query, adventurousness: null };
    try {
      const page = await recommendations(wishes, paging, signal);
      return { ...page, forYou: page.basis !== 'popular' };
    } catch (error) {
      if (!(error instanceof Problem && error.status === 401)) throw error;
      session.expire();
    }
  }
  return { ...(await (guess ?? popularMovies(query, paging, signal))), forYou: false };
}

export const fetchPage: FetchPage = async (query, paging, signal) => {
  const q = query.q.trim();
  if (q !== '') {
    return { ...(await searchMovies(q, query.verbatim, query, paging, signal)), forYou: false };
  }
  const { items, next_cursor, forYou } = await withoutWords(query, paging, signal);
  return {
    items: items.map(({ movie }) => ({ movie, why: null, fits: true })),
    next_cursor,
    understood: null,
    nothing_fits: false,
    forYou,
  };
};

interface Answer extends Page {
  query: Query;
}

/** A film that two pages both hold, because the catalogue changed in between, is shown once. */
function distinct(items: readonly Result[]): Result[] {
  return items.filter(
    ({ movie }, i) => items.findIndex((other) => other.movie.id === movie.id) === i,
  );
}

/** The list of films on Discover: what was asked, what is shown, and what is on its way. */
export class Discover {
  #first = new Loader<Answer>();
  #more = new Latest();
  // eslint-disable-next-line svelte/prefer-svelte-reactivity -- nothing shows what is kept
  readonly #kept = new Map<string, Answer>();
  #query = $state.raw<Query>(emptyQuery);
  #asked: string | null = null;
  #automatic = $state(0);
  #loadingMore = $state(false);
  #moreFailure = $state.raw<Failure | null>(null);

  constructor(private readonly fetch: FetchPage = fetchPage) {}

  /** What is asked for; `answered` may still be the question before. */
  get query(): Query {
    return this.#query;
  }

  get answered(): Query | null {
    return this.#first.value?.query ?? null;
  }

  get items(): readonly Result[] {
    return this.#first.value?.items ?? [];
  }

  get understood(): Understood | null {
    return this.#first.value?.understood ?? null;
  }

  get nothingFits(): boolean {
    return this.#first.value?.nothing_fits ?? false;
  }

  /** The films are those recommended to whoever is here. */
  get forYou(): boolean {
    return this.#first.value?.forYou ?? false;
  }

  get failure(): Failure | null {
    return this.#first.failure;
  }

  get loading(): boolean {
    return this.#first.loading;
  }

  /** The films shown answer an older question. */
  get stale(): boolean {
    return this.#first.loading && this.#first.value !== null;
  }

  get settled(): boolean {
    return !this.#first.loading && this.#first.failure === null && this.#first.value !== null;
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

  /** Shows the answer to a query, at once where it is known; `atLeast` results if need be. */
  async show(query: Query, atLeast = 0): Promise<void> {
    const key = formatQuery(query);
    if (key === this.#asked && this.failure === null) return;
    this.#asked = key;
    this.#query = query;
    this.#automatic = 0;
    this.#stopMore();
    const kept = this.#kept.get(key);
    if (kept) return this.#first.set(kept);
    const page = query.q.trim() === '' ? PAGE_OF_POSTERS : PAGE;
    const limit = Math.min(MOST, Math.max(page, atLeast));
    const answer = await this.#first.load(async (signal) => {
      const found = await this.fetch(query, { limit, cursor: null }, signal);
      return { ...found, items: distinct(found.items), query };
    });
    if (answer) this.#keep(key, answer);
  }

  retry(): void {
    void this.#first.retry();
  }

  /** Adds the next page; `byHand` lets the list grow by itself again. */
  async more(byHand: boolean): Promise<void> {
    const before = this.#first.value;
    if (!before?.next_cursor || this.#loadingMore || this.loading) return;
    this.#automatic = byHand ? 0 : this.#automatic + 1;
    this.#loadingMore = true;
    this.#moreFailure = null;
    try {
      const paging = { limit: PAGE, cursor: before.next_cursor };
      const page = await this.#more.run((signal) => this.fetch(before.query, paging, signal));
      if (page === null) return; // Overtaken: #stopMore has reset what there was to reset.
      const items = distinct([...before.items, ...page.items]);
      const answer = { ...before, items, next_cursor: page.next_cursor };
      this.#first.set(answer);
      this.#keep(formatQuery(before.query), answer);
      this.#loadingMore = false;
    } catch (error) {
      this.#loadingMore = false;
      if (!isFailure(error)) throw error;
      this.#moreFailure = error;
    }
  }

  /** Nobody looks any more: drops what is on its way. */
  leave(): void {
    if (this.loading) this.#asked = null;
    this.#first.stop();
    this.#stopMore();
  }

  /** What was kept may no longer be so; what is shown stays until it is asked for again. */
  forget(everything: boolean): void {
    for (const key of [...this.#kept.keys()]) {
      if (everything || !key.includes('q=')) this.#kept.delete(key);
    }
    if (everything || this.#query.q === '') this.#asked = null;
  }

  #stopMore(): void {
    this.#more.cancel();
    this.#loadingMore = false;
    this.#moreFailure = null;
  }

  #keep(key: string, answer: Answer): void {
    this.#kept.delete(key);
    this.#kept.set(key, answer);
    const oldest = this.#kept.keys().next();
    if (this.#kept.size > KEPT && !oldest.done) this.#kept.delete(oldest.value);
  }
}

/** One for the whole session, so that back finds the list as it was. */
export const discover = new Discover();
session.onChange(() => discover.forget(true));
marks.onChange(({ phase, field }) => {
  if (phase === 'kept' && field !== 'watchlist') discover.forget(false);
});

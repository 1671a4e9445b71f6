import { popularMovies, searchMovies, type Paging } from '$lib/api/client';
import { recommendations } from '$lib/api/me';
import type { Movie, Understood, Why } from '$lib/api/models';
import { Problem } from '$lib/api/problem';
import { Paged, type Fetch } from './paged.svelte';
import { emptyQuery, formatQuery, type Query } from './query';
import { session } from './session.svelte';
import { onTasteChange } from './taste-changes';

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
const KEPT = 8;

/** Popular films for a guest, for others their own; it may not be known yet who is here. */
async function withoutWords(query: Query, paging: Paging, signal: AbortSignal) {
  const guess = session.known && session.user ? null : popularMovies(query, paging, signal);
  guess?.catch(() => undefined); // Awaited below where it is needed; else its failure does not matter.
  await session.ready;
  if (session.user) {
    const filters = { ...query, adventurousness: null };
    try {
      const page = await recommendations(filters, paging, signal);
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
    return { ...(await searchMovies({ ...query, q }, paging, signal)), forYou: false };
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

const isPersonal = ({ q, sort }: Query) => q.trim() === '' || sort === 'predicted';

interface Answer extends Page {
  query: Query;
}

/**
 * The films of Discover. Answers to the last few queries are kept, so that Back shows them at once.
 */
export class Discover {
  readonly list = new Paged<Result, Answer>(PAGE);
  // eslint-disable-next-line svelte/prefer-svelte-reactivity -- nothing shows what is kept
  readonly #kept = new Map<string, Answer>();
  #query = $state.raw<Query>(emptyQuery);
  /** The key of the query whose answer is shown or on its way; null once it must be asked again. */
  #requested: string | null = null;

  constructor(private readonly fetch: FetchPage = fetchPage) {}

  /** What is asked for; `answered` may still be the query before. */
  get query(): Query {
    return this.#query;
  }

  get answered(): Query | null {
    return this.list.page?.query ?? null;
  }

  /** The films shown answer an older query. */
  get stale(): boolean {
    return this.list.loading && this.list.page !== null;
  }

  get settled(): boolean {
    return !this.list.loading && this.list.failure === null && this.list.page !== null;
  }

  /** Shows the answer to a query, at once where it is kept; `atLeast` results if need be. */
  async show(query: Query, atLeast = 0): Promise<void> {
    const key = formatQuery(query);
    if (key === this.#requested && this.list.failure === null) return;
    this.#keep();
    this.#requested = key;
    this.#query = query;
    const fetch: Fetch<Answer> = async (paging, signal) => ({
      ...(await this.fetch(query, paging, signal)),
      query,
    });
    const kept = this.#kept.get(key);
    if (kept) return this.list.set(kept, fetch);
    const first = query.q.trim() === '' ? PAGE_OF_POSTERS : PAGE;
    await this.list.load(fetch, Math.max(first, atLeast));
  }

  /** Called when the screen is left: drops what is on its way. */
  leave(): void {
    if (this.list.loading) this.#requested = null;
    this.list.stop();
  }

  /**
   * Forgets the kept answers that may have changed: all of them, or only those that depend on the
   * person, which are those without words and those in the order of predicted ratings. What is
   * shown stays until it is asked for again.
   */
  forget(everything: boolean): void {
    for (const [key, { query }] of [...this.#kept]) {
      if (everything || isPersonal(query)) this.#kept.delete(key);
    }
    if (everything || isPersonal(this.#query)) this.#requested = null;
  }

  /** Keeps the answer that is shown, unless it was forgotten. */
  #keep(): void {
    const answer = this.list.page;
    if (answer === null) return;
    const key = formatQuery(answer.query);
    if (key !== this.#requested) return;
    this.#kept.delete(key);
    this.#kept.set(key, answer);
    const oldest = this.#kept.keys().next();
    if (this.#kept.size > KEPT && !oldest.done) this.#kept.delete(oldest.value);
  }
}

/** A single instance, so that Back finds the list as it was. */
export const discover = new Discover();
session.onChange(() => discover.forget(true));
onTasteChange(() => discover.forget(false));

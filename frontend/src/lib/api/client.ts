import type { Movie, PopularPage, Release, SearchPage, SimilarPage } from './models';
import { readProblem, Unreachable } from './problem';

export const BASE = '/api/v1';

type Value = string | number | boolean | null | undefined;
export type Params = Readonly<Record<string, Value | readonly string[]>>;

/** A proxy answers with these when the server behind it does not. */
const FROM_A_PROXY = new Set([502, 504]);

/** A query string: lists repeat their key, empty values are left out. */
export function encode(params: Params): string {
  const pairs = new URLSearchParams();
  for (const [key, value] of Object.entries(params)) {
    if (Array.isArray(value)) for (const item of value as string[]) pairs.append(key, item);
    else if (value !== null && value !== undefined && value !== '') pairs.set(key, String(value));
  }
  const text = pairs.toString();
  return text && `?${text}`;
}

/**
 * Gets JSON. Throws a Problem for an error the server reports, Unreachable where no server
 * answers, and lets the AbortError of `signal` pass.
 */
async function get<T>(path: string, params: Params, signal: AbortSignal): Promise<T> {
  let response: Response;
  try {
    response = await fetch(`${BASE}${path}${encode(params)}`, {
      signal,
      headers: { Accept: 'application/json, application/problem+json' },
    });
  } catch (error) {
    if (signal.aborted) throw error;
    throw new Unreachable('no answer', { cause: error });
  }
  if (!response.ok) {
    const problem = await readProblem(response);
    const bare = problem.type === 'about:blank' && problem.detail === null;
    if (FROM_A_PROXY.has(response.status) && bare)
      throw new Unreachable('no answer behind a proxy');
    throw problem;
  }
  try {
    return (await response.json()) as T;
  } catch (error) {
    if (signal.aborted) throw error;
    throw new Unreachable('the answer broke off', { cause: error });
  }
}

export interface Filters {
  genres: readonly string[];
  excludeGenres: readonly string[];
  yearMin: number | null;
  yearMax: number | null;
}

export interface Paging {
  limit: number;
  cursor: string | null;
}

const filterParams = (filters: Filters): Params => ({
  genres: filters.genres,
  exclude_genres: filters.excludeGenres,
  year_min: filters.yearMin,
  year_max: filters.yearMax,
});

export const searchMovies = (q: string, filters: Filters, paging: Paging, signal: AbortSignal) =>
  get<SearchPage>('/search', { q, ...filterParams(filters), ...paging }, signal);

export const popularMovies = (filters: Filters, paging: Paging, signal: AbortSignal) =>
  get<PopularPage>('/movies/popular', { ...filterParams(filters), ...paging }, signal);

export const getMovie = (id: number, signal: AbortSignal) =>
  get<Movie>(`/movies/${id}`, {}, signal);

export const similarMovies = (id: number, limit: number, signal: AbortSignal) =>
  get<SimilarPage>(`/movies/${id}/similar`, { limit }, signal);

export const getRelease = (signal: AbortSignal) => get<Release>('/release', {}, signal);

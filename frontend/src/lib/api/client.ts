import { get, type Params } from './http';
import type { Movie, MovieMap, PopularPage, Release, SearchPage, SimilarPage } from './models';

export { BASE, encode } from './http';

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

export const filterParams = (filters: Filters): Params => ({
  genres: filters.genres,
  exclude_genres: filters.excludeGenres,
  year_min: filters.yearMin,
  year_max: filters.yearMax,
});

export const searchMovies = (
  q: string,
  verbatim: readonly string[],
  filters: Filters,
  paging: Paging,
  signal: AbortSignal,
) => get<SearchPage>('/search', { q, verbatim, ...filterParams(filters), ...paging }, signal);

export const popularMovies = (filters: Filters, paging: Paging, signal: AbortSignal) =>
  get<PopularPage>('/movies/popular', { ...filterParams(filters), ...paging }, signal);

export const getMovie = (id: number, signal: AbortSignal) =>
  get<Movie>(`/movies/${id}`, {}, signal);

export const similarMovies = (id: number, limit: number, signal: AbortSignal) =>
  get<SimilarPage>(`/movies/${id}/similar`, { limit }, signal);

export const getRelease = (signal: AbortSignal) => get<Release>('/release', {}, signal);

export const getMap = (signal: AbortSignal) => get<MovieMap>('/movies/map', {}, signal);

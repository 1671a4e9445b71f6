import { get, type Params } from './http';
import type {
  Movie,
  MovieDetails,
  MovieMap,
  PeoplePage,
  Person,
  PopularPage,
  Release,
  SearchPage,
  SimilarPage,
} from './models';

export { BASE, encode } from './http';

/** The certificates that can be an upper bound, the mildest first. */
export const certificateBounds = ['G', 'PG', 'PG-13', 'R', 'NC-17'] as const;
export type CertificateBound = (typeof certificateBounds)[number];

export interface Filters {
  genres: readonly string[];
  excludeGenres: readonly string[];
  countries: readonly string[];
  excludeCountries: readonly string[];
  collections: readonly string[];
  excludeCollections: readonly string[];
  languages: readonly string[];
  excludeLanguages: readonly string[];
  /** The id of a person, or the id and a role: `12` or `12:director`. */
  people: readonly string[];
  excludePeople: readonly string[];
  certificateMax: CertificateBound | null;
  /** Minutes. */
  runtimeMin: number | null;
  runtimeMax: number | null;
  yearMin: number | null;
  yearMax: number | null;
  /** Only what a media server of the house has. */
  owned: boolean;
}

export interface Paging {
  limit: number;
  cursor: string | null;
}

export const filterParams = (filters: Filters): Params => ({
  genres: filters.genres,
  exclude_genres: filters.excludeGenres,
  countries: filters.countries,
  exclude_countries: filters.excludeCountries,
  collections: filters.collections,
  exclude_collections: filters.excludeCollections,
  languages: filters.languages,
  exclude_languages: filters.excludeLanguages,
  people: filters.people,
  exclude_people: filters.excludePeople,
  certificate_max: filters.certificateMax,
  runtime_min: filters.runtimeMin,
  runtime_max: filters.runtimeMax,
  year_min: filters.yearMin,
  year_max: filters.yearMax,
  // Only a filter that is set is sent.
  owned: filters.owned || null,
});

/** The orders of search results. */
export const searchSorts = ['relevance', 'year', 'rating', 'predicted', 'length'] as const;
export type SearchSort = (typeof searchSorts)[number];

export interface SearchRequest extends Filters {
  q: string;
  /** Phrases of `q` that the server must match as words rather than parse as filters. */
  verbatim: readonly string[];
  sort: SearchSort;
}

export const searchMovies = (request: SearchRequest, paging: Paging, signal: AbortSignal) =>
  get<SearchPage>(
    '/search',
    {
      q: request.q,
      verbatim: request.verbatim,
      sort: request.sort === 'relevance' ? null : request.sort,
      ...filterParams(request),
      ...paging,
    },
    signal,
  );

export const popularMovies = (filters: Filters, paging: Paging, signal: AbortSignal) =>
  get<PopularPage>('/movies/popular', { ...filterParams(filters), ...paging }, signal);

export const getMovie = (id: number, signal: AbortSignal) =>
  get<MovieDetails>(`/movies/${id}`, {}, signal);

/** `more` and `less` name moods with a strength: `slow:0.5`. */
export const similarMovies = (
  id: number,
  limit: number,
  more: readonly string[],
  less: readonly string[],
  signal: AbortSignal,
) => get<SimilarPage>(`/movies/${id}/similar`, { more, less, limit }, signal);

/** The orders of a person's films. */
export const personSorts = ['year', 'rating', 'predicted'] as const;
export type PersonSort = (typeof personSorts)[number];

export const getPerson = (id: number, sort: PersonSort, signal: AbortSignal) =>
  get<Person>(`/people/${id}`, { sort }, signal);

export const findPeople = (q: string, limit: number, signal: AbortSignal) =>
  get<PeoplePage>('/people', { q, limit }, signal);

export const getRelease = (signal: AbortSignal) => get<Release>('/release', {}, signal);

export const getMap = (signal: AbortSignal) => get<MovieMap>('/movies/map', {}, signal);

/** The ids of all films of the map that meet filters, the most rated first. */
export const getMapFilms = (filters: Params, signal: AbortSignal) =>
  get<{ movie_ids: number[] }>('/movies/map/films', filters, signal);

/** At most 50 films, in the order of the ids. */
export const getMovies = (ids: readonly number[], signal: AbortSignal) =>
  get<{ items: Movie[] }>('/movies', { movie_ids: ids }, signal);

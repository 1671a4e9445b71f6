/** The calls about the signed-in person. */
import { filterParams, type Filters, type Paging } from './client';
import { get, send } from './http';
import type {
  Explained,
  ListedMovie,
  Marks,
  Prediction,
  Preferences,
  RatedMovie,
  RecommendationPage,
  NewViewing,
  SessionState,
  Shelves,
  TasteSummary,
  Viewing,
  Year,
  Years,
} from './models';

export interface Credentials {
  username: string;
  password: string;
  /** Of the second factor, where the account has one. */
  code?: string;
}

export const getSession = (signal: AbortSignal) => get<SessionState>('/session', {}, signal);
export interface Registration extends Credentials {
  /** What is after `invitation=` in a link. */
  invitation?: string;
}

export const register = (who: Registration) => send<SessionState>('POST', '/users', who);
export const signIn = (who: Credentials) => send<SessionState>('POST', '/session', who);
/** `location`: where the browser goes to be signed out at the provider, too. */
export const signOut = () => send<{ location: string | null } | undefined>('POST', '/sign-out');

export const getMarks = (ids: readonly number[], signal: AbortSignal) =>
  get<{ items: Marks[] }>('/me/marks', { movie_ids: ids }, signal);

/** null removes the rating. */
export const putRating = (id: number, rating: number | null) =>
  rating === null
    ? send('DELETE', `/me/ratings/${id}`)
    : send('PUT', `/me/ratings/${id}`, { rating });

export const putWatchlist = (id: number, on: boolean) =>
  send(on ? 'PUT' : 'DELETE', `/me/watchlist/${id}`);

export const putHidden = (id: number, on: boolean) =>
  send(on ? 'PUT' : 'DELETE', `/me/hidden/${id}`);

/** undefined: not seen; null: seen on an unknown day. */
export const putHistory = (id: number, watchedOn: string | null | undefined) =>
  watchedOn === undefined
    ? send('DELETE', `/me/history/${id}`)
    : send('PUT', `/me/history/${id}`, { watched_on: watchedOn });

/** All viewings of a film, the newest first. */
export const getViewingsOf = async (id: number, signal: AbortSignal) =>
  (await get<{ items: Viewing[] }>('/me/viewings', { movie_id: id, limit: 100 }, signal)).items;

/** Sent again with the same key, a viewing is entered once. */
export const postViewing = (viewing: NewViewing, key: string) =>
  send<Viewing>('POST', '/me/viewings', viewing, { 'Idempotency-Key': key });

export const putViewing = (id: number, values: Pick<Viewing, 'watched_on' | 'note'>) =>
  send<Viewing>('PUT', `/me/viewings/${id}`, values);

export const deleteViewing = (id: number) => send('DELETE', `/me/viewings/${id}`);

export const getYears = (signal: AbortSignal) => get<Years>('/me/years', {}, signal);
export const getYear = (year: number, signal: AbortSignal) =>
  get<Year>(`/me/years/${year}`, {}, signal);

/** The filters of recommendations; null leaves the adventurousness to the preferences. */
export interface RecommendationFilters extends Filters {
  adventurousness: number | null;
}

export const recommendations = (
  filters: RecommendationFilters,
  paging: Paging,
  signal: AbortSignal,
) =>
  get<RecommendationPage>(
    '/me/recommendations',
    { ...filterParams(filters), adventurousness: filters.adventurousness, ...paging },
    signal,
  );

/** A film for the person, with all reasons, as if some films were not marked. */
export const recommendation = (
  id: number,
  signal: AbortSignal,
  filters: RecommendationFilters | null = null,
  without: readonly number[] = [],
) =>
  get<Explained>(
    `/me/recommendations/${id}`,
    {
      ...(filters ? { ...filterParams(filters), adventurousness: filters.adventurousness } : {}),
      without,
    },
    signal,
  );

/** The list as it would be if some films were not marked. */
export const recommendationsWithout = (
  without: readonly [number, ...number[]],
  filters: RecommendationFilters,
  limit: number,
  signal: AbortSignal,
) =>
  get<RecommendationPage>(
    '/me/recommendations/what-if',
    {
      movie_id: without[0],
      without,
      ...filterParams(filters),
      adventurousness: filters.adventurousness,
      limit,
    },
    signal,
  );

export const getPredictions = (ids: readonly number[], signal: AbortSignal) =>
  get<{ items: Prediction[] }>('/me/predictions', { movie_ids: ids }, signal);

export const getShelves = (limit: number, adventurousness: number | null, signal: AbortSignal) =>
  get<Shelves>('/me/shelves', { limit, adventurousness }, signal);

export const getTaste = (signal: AbortSignal) => get<TasteSummary>('/me/taste', {}, signal);

/** How the words were read is the server's to say, and it takes it from nobody. */
export const putPreferences = ({ read: _, ...preferences }: Preferences) =>
  send<Preferences>('PUT', '/me/preferences', preferences);

export const getPreferences = (signal: AbortSignal) =>
  get<Preferences>('/me/preferences', {}, signal);

export type Sort = 'newest' | 'oldest' | 'rating' | 'title' | 'year';
/** A list of the library. */
export type LibraryList = 'ratings' | 'watchlist' | 'hidden' | 'history';
export type LibraryItem = RatedMovie | Viewing | ListedMovie;

/** A page of one of the lists of the library; the history viewing by viewing, of a year or of all. */
export const getLibraryList = (
  shelf: LibraryList,
  sort: Sort,
  paging: Paging,
  signal: AbortSignal,
  year: number | null = null,
) =>
  get<{ items: LibraryItem[]; next_cursor: string | null }>(
    shelf === 'history' ? '/me/viewings' : `/me/${shelf}`,
    { sort, year, ...paging },
    signal,
  );

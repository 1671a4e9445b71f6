import type { Filters } from '$lib/api/client';

/** What Discover shows; the address holds all of it. */
export interface Query extends Filters {
  q: string;
  /** Phrases of `q` that the server must match as words rather than parse as filters. */
  verbatim: readonly string[];
}

export const emptyQuery: Query = {
  q: '',
  verbatim: [],
  genres: [],
  excludeGenres: [],
  yearMin: null,
  yearMax: null,
};

/** Words with single spaces between them: a pasted query has line breaks and tabs. */
export const singleSpaced = (text: string): string => text.replace(/\s+/g, ' ').trim();

const year = (text: string | null): number | null =>
  text !== null && /^\d{4}$/.test(text) ? Number(text) : null;

const distinct = (values: string[]) => [...new Set(values.filter((value) => value !== ''))];

export function parseQuery(search: string): Query {
  const params = new URLSearchParams(search);
  const genres = distinct(params.getAll('genres'));
  return {
    q: singleSpaced(params.get('q') ?? ''),
    verbatim: distinct(params.getAll('verbatim')),
    genres,
    excludeGenres: distinct(params.getAll('exclude_genres')).filter((g) => !genres.includes(g)),
    yearMin: year(params.get('year_min')),
    yearMax: year(params.get('year_max')),
  };
}

/** The query string with its question mark, or '' for the empty query. */
export function formatQuery(query: Query): string {
  const params = new URLSearchParams();
  const q = singleSpaced(query.q);
  if (q !== '') params.set('q', q);
  for (const phrase of query.verbatim) params.append('verbatim', phrase);
  for (const genre of query.genres) params.append('genres', genre);
  for (const genre of query.excludeGenres) params.append('exclude_genres', genre);
  if (query.yearMin !== null) params.set('year_min', String(query.yearMin));
  if (query.yearMax !== null) params.set('year_max', String(query.yearMax));
  const text = params.toString();
  return text && `?${text}`;
}

/** The query with other words, without verbatim phrases that the new words lack. */
export function withWords(query: Query, q: string): Query {
  const words = singleSpaced(q);
  const among = words.toLocaleLowerCase();
  const verbatim = query.verbatim.filter((phrase) => among.includes(phrase.toLocaleLowerCase()));
  return { ...query, q: words, verbatim };
}

export const filterCount = (query: Query): number =>
  query.genres.length +
  query.excludeGenres.length +
  (query.yearMin !== null || query.yearMax !== null ? 1 : 0);

export type GenreChoice = 'include' | 'exclude' | null;

export const choiceOf = (query: Query, genre: string): GenreChoice =>
  query.genres.includes(genre) ? 'include' : query.excludeGenres.includes(genre) ? 'exclude' : null;

export function chooseGenre(query: Query, genre: string, choice: GenreChoice): Query {
  const others = (list: readonly string[]) => list.filter((name) => name !== genre);
  return {
    ...query,
    genres: choice === 'include' ? [...others(query.genres), genre] : others(query.genres),
    excludeGenres:
      choice === 'exclude' ? [...others(query.excludeGenres), genre] : others(query.excludeGenres),
  };
}

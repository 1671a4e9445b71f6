import {
  certificateBounds,
  searchSorts,
  type CertificateBound,
  type SearchRequest,
} from '$lib/api/client';
import { isPersonToken } from './person-tokens';

/** What Discover shows; the address holds all of it. */
export type Query = SearchRequest;

export const emptyQuery: Query = {
  q: '',
  verbatim: [],
  sort: 'relevance',
  genres: [],
  excludeGenres: [],
  countries: [],
  excludeCountries: [],
  collections: [],
  excludeCollections: [],
  languages: [],
  excludeLanguages: [],
  people: [],
  excludePeople: [],
  certificateMax: null,
  runtimeMin: null,
  runtimeMax: null,
  yearMin: null,
  yearMax: null,
  owned: false,
};

/** What films can be chosen by, with the fields for films to keep and for films to leave out. */
const fields = {
  genre: { include: 'genres', exclude: 'excludeGenres' },
  country: { include: 'countries', exclude: 'excludeCountries' },
  collection: { include: 'collections', exclude: 'excludeCollections' },
  language: { include: 'languages', exclude: 'excludeLanguages' },
  person: { include: 'people', exclude: 'excludePeople' },
} as const;

export type ChoiceKind = keyof typeof fields;
const kinds = Object.keys(fields) as ChoiceKind[];

/** The names in the address; to exclude, `exclude_` stands before them. */
const params: Record<ChoiceKind, string> = {
  genre: 'genres',
  country: 'countries',
  collection: 'collections',
  language: 'languages',
  person: 'people',
};

/** Words with single spaces between them: a pasted query has line breaks and tabs. */
export const singleSpaced = (text: string): string => text.replace(/\s+/g, ' ').trim();

const year = (text: string | null): number | null =>
  text !== null && /^\d{4}$/.test(text) ? Number(text) : null;

const minutes = (text: string | null): number | null =>
  text !== null && /^[1-9]\d{0,3}$/.test(text) ? Number(text) : null;

const distinct = (values: string[]) => [...new Set(values.filter((value) => value !== ''))];

function parseChoices(search: URLSearchParams): Partial<Query> {
  const found: Record<string, string[]> = {};
  for (const kind of kinds) {
    const all = (name: string) =>
      distinct(search.getAll(name)).filter((text) => kind !== 'person' || isPersonToken(text));
    const included = all(params[kind]);
    found[fields[kind].include] = included;
    found[fields[kind].exclude] = all(`exclude_${params[kind]}`).filter(
      (name) => !included.includes(name),
    );
  }
  return found;
}

export function parseQuery(search: string): Query {
  const given = new URLSearchParams(search);
  const q = singleSpaced(given.get('q') ?? '');
  const bound = given.get('certificate_max');
  return {
    ...emptyQuery,
    ...parseChoices(given),
    q,
    verbatim: distinct(given.getAll('verbatim')),
    // Only search results can be sorted, and without words there are none.
    sort: (q && searchSorts.find((sort) => sort === given.get('sort'))) || 'relevance',
    certificateMax: certificateBounds.find((name) => name === bound) ?? null,
    runtimeMin: minutes(given.get('runtime_min')),
    runtimeMax: minutes(given.get('runtime_max')),
    yearMin: year(given.get('year_min')),
    yearMax: year(given.get('year_max')),
    owned: given.get('owned') === 'true',
  };
}

/** The query string with its question mark, or '' for the empty query. */
export function formatQuery(query: Query): string {
  const search = new URLSearchParams();
  const q = singleSpaced(query.q);
  if (q !== '') search.set('q', q);
  for (const phrase of query.verbatim) search.append('verbatim', phrase);
  if (q !== '' && query.sort !== 'relevance') search.set('sort', query.sort);
  for (const kind of kinds) {
    for (const name of query[fields[kind].include]) search.append(params[kind], name);
    for (const name of query[fields[kind].exclude]) search.append(`exclude_${params[kind]}`, name);
  }
  const bounds: Record<string, number | CertificateBound | null> = {
    certificate_max: query.certificateMax,
    runtime_min: query.runtimeMin,
    runtime_max: query.runtimeMax,
    year_min: query.yearMin,
    year_max: query.yearMax,
  };
  for (const [name, value] of Object.entries(bounds)) {
    if (value !== null) search.set(name, String(value));
  }
  if (query.owned) search.set('owned', 'true');
  const text = search.toString();
  return text && `?${text}`;
}

/** The query with other words, without verbatim phrases that the new words lack. */
export function withWords(query: Query, q: string): Query {
  const words = singleSpaced(q);
  const among = words.toLocaleLowerCase();
  const verbatim = query.verbatim.filter((phrase) => among.includes(phrase.toLocaleLowerCase()));
  return { ...query, q: words, verbatim };
}

/** The query without the words of a phrase. */
export function withoutPhrase(query: Query, phrase: string): Query {
  const at = query.q.toLocaleLowerCase().indexOf(phrase.toLocaleLowerCase());
  if (at === -1 || phrase === '') return query;
  return withWords(query, `${query.q.slice(0, at)} ${query.q.slice(at + phrase.length)}`);
}

/** The query with its words alone. */
export const withoutFilters = ({ q, verbatim, sort }: Query): Query => ({
  ...emptyQuery,
  q,
  verbatim,
  sort,
});

const isBetween = (from: number | null, to: number | null) => (from ?? to) !== null;

export function filterCount(query: Query): number {
  const chosen = kinds.flatMap((kind) => [
    ...query[fields[kind].include],
    ...query[fields[kind].exclude],
  ]);
  const bounds = [
    query.certificateMax !== null,
    isBetween(query.runtimeMin, query.runtimeMax),
    isBetween(query.yearMin, query.yearMax),
    query.owned,
  ];
  return chosen.length + bounds.filter(Boolean).length;
}

export type Choice = 'include' | 'exclude' | null;

export function choiceOf(query: Query, kind: ChoiceKind, name: string): Choice {
  const { include, exclude } = fields[kind];
  return query[include].includes(name)
    ? 'include'
    : query[exclude].includes(name)
      ? 'exclude'
      : null;
}

export function choose(query: Query, kind: ChoiceKind, name: string, choice: Choice): Query {
  const { include, exclude } = fields[kind];
  const others = (list: readonly string[]) => list.filter((other) => other !== name);
  return {
    ...query,
    [include]: choice === 'include' ? [...others(query[include]), name] : others(query[include]),
    [exclude]: choice === 'exclude' ? [...others(query[exclude]), name] : others(query[exclude]),
  };
}

/** What is chosen of a kind, the films to keep first. */
export const chosen = (
  query: Query,
  kind: ChoiceKind,
): { name: string; choice: 'include' | 'exclude' }[] =>
  (['include', 'exclude'] as const).flatMap((choice) =>
    query[fields[kind][choice]].map((name) => ({ name, choice })),
  );

/** Addresses of the screens about a person and about people, read and written. */
import { personSorts, type PersonSort } from '$lib/api/client';
import type { LibraryList, Sort } from '$lib/api/me';
import type { Role } from '$lib/api/models';
import { roles } from './person-tokens';
import { emptyQuery, formatQuery, parseQuery, singleSpaced, type Query } from './query';

/** What For you shows; the address holds all of it. */
export interface ForYouQuery extends Query {
  /** 0 familiar, 1 adventurous; null takes the value of the preferences. */
  adventurousness: number | null;
}

export const emptyForYou: ForYouQuery = { ...emptyQuery, adventurousness: null };

const KEY = 'adventurousness';
const noWords = { q: '', verbatim: [], sort: 'relevance' } as const;

export function parseForYou(search: string): ForYouQuery {
  const text = new URLSearchParams(search).get(KEY) ?? '';
  const value = /^(0|1|0?\.\d{1,3}|1\.0+|0\.0+)$/.test(text) ? Number(text) : null;
  return { ...parseQuery(search), ...noWords, adventurousness: value };
}

export function formatForYou(query: ForYouQuery): string {
  const text = formatQuery({ ...query, ...noWords });
  if (query.adventurousness === null) return text;
  return `${text || '?'}${text && '&'}${KEY}=${query.adventurousness}`;
}

export const libraryLists: readonly LibraryList[] = ['ratings', 'watchlist', 'history', 'hidden'];
export const sorts: readonly Sort[] = ['newest', 'oldest', 'rating', 'title', 'year'];

/** What the library shows; the address holds it. */
export interface LibraryView {
  list: LibraryList;
  sort: Sort;
  /** Words that a film on the list must have. */
  filter: string;
  /** The year of the diary; null shows all. Other lists have no years. */
  year: number | null;
}

export function parseLibrary(search: string): LibraryView {
  const params = new URLSearchParams(search);
  const list = libraryLists.find((name) => name === params.get('tab')) ?? 'ratings';
  const year = params.get('year') ?? '';
  return {
    list,
    sort: sorts.find((sort) => sort === params.get('sort')) ?? 'newest',
    filter: singleSpaced(params.get('filter') ?? ''),
    year: list === 'history' && /^(18(8[89]|9\d)|19\d\d|20\d\d)$/.test(year) ? Number(year) : null,
  };
}

export function formatLibrary({ list, sort, filter, year }: LibraryView): string {
  const params = new URLSearchParams();
  if (list !== 'ratings') params.set('tab', list);
  if (list === 'history' && year !== null) params.set('year', String(year));
  if (sort !== 'newest') params.set('sort', sort);
  if (filter !== '') params.set('filter', filter);
  const text = params.toString();
  return text && `?${text}`;
}

/** What the page of a person shows; the address holds it. */
export interface PersonView {
  sort: PersonSort;
  /** The role whose films are shown; null shows all. */
  role: Role | null;
}

export function parsePerson(search: string): PersonView {
  const params = new URLSearchParams(search);
  return {
    sort: personSorts.find((sort) => sort === params.get('sort')) ?? 'year',
    role: roles.find((role) => role === params.get('role')) ?? null,
  };
}

export function formatPerson({ sort, role }: PersonView): string {
  const params = new URLSearchParams();
  if (role !== null) params.set('role', role);
  if (sort !== 'year') params.set('sort', sort);
  const text = params.toString();
  return text && `?${text}`;
}

import type { Understood, UnderstoodFilter } from '$lib/api/models';
import { t } from '$lib/i18n';
import { chooseGenre, type Query } from './query';

/** A filter that holds, and the query without it. */
export interface Chip {
  key: string;
  label: string;
  /** Whether ordained read it out of the words, rather than being told in the drawer. */
  understood: boolean;
  without: (query: Query) => Query;
}

/** The filters set in the drawer. */
export function filterChips(query: Query): Chip[] {
  const chips: Chip[] = [
    ...query.genres.map((genre) => ({ genre, label: t.genre(genre) })),
    ...query.excludeGenres.map((genre) => ({ genre, label: t.chips.not(t.genre(genre)) })),
  ].map(({ genre, label }) => ({
    key: `genre ${genre}`,
    label,
    understood: false,
    without: (from) => chooseGenre(from, genre, null),
  }));
  if (query.yearMin !== null || query.yearMax !== null) {
    chips.push({
      key: 'years',
      label: t.chips.years(query.yearMin, query.yearMax),
      understood: false,
      without: (from) => ({ ...from, yearMin: null, yearMax: null }),
    });
  }
  return chips;
}

function describe(filters: readonly UnderstoodFilter[]): string {
  const year = (field: string) => {
    const value = filters.find((filter) => filter.field === field)?.value;
    return value === undefined ? null : Number(value);
  };
  const labels = filters.flatMap(({ field, value, phrase }) => {
    if (field === 'genres') return [t.genre(String(value))];
    if (field === 'exclude_genres') return [t.chips.not(t.genre(String(value)))];
    if (field === 'countries') return [t.chips.country(String(value))];
    if (field === 'exclude_countries') return [t.chips.not(t.chips.country(String(value)))];
    if (field === 'languages') return [t.chips.language(String(value))];
    if (field === 'exclude_languages') return [t.chips.not(t.chips.language(String(value)))];
    // A filter of a kind that a newer server knows is named by its own words.
    return field === 'year_min' || field === 'year_max' ? [] : [phrase];
  });
  const [from, to] = [year('year_min'), year('year_max')];
  if (from !== null || to !== null) labels.push(t.chips.years(from, to));
  return labels.join(', ');
}

/**
 * What the server read out of the words; the filters of one phrase stand on one chip. Without it,
 * its phrase is searched for as words.
 */
export function understoodChips(understood: Understood | null): Chip[] {
  if (understood === null) return [];
  const phrases = new Map<string, UnderstoodFilter[]>();
  for (const filter of understood.filters) {
    phrases.set(filter.phrase, [...(phrases.get(filter.phrase) ?? []), filter]);
  }
  const { like, excluded } = understood;
  const read = [
    ...[...phrases].map(([phrase, filters]) => ({ phrase, label: describe(filters) })),
    ...(like ? [{ phrase: like.phrase, label: t.chips.like(like.title) }] : []),
    ...excluded.map((phrase) => ({ phrase, label: t.chips.not(phrase) })),
  ];
  return read.map(({ phrase, label }) => ({
    key: `phrase ${phrase}`,
    label,
    understood: true,
    without: (from) => ({ ...from, verbatim: [...new Set([...from.verbatim, phrase])] }),
  }));
}

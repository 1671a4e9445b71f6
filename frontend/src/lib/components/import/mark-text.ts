import type { FilmChange, MarkState } from '$lib/api/models';
import { t } from '$lib/i18n';

/** A film as the report calls it: title and year. */
export const named = (film: { title: string | null; year: number | null }) =>
  t.imports.named(film.title ?? t.imports.noTitle, film.year);

/** A mark in words: stars, days seen, or that it is there. */
export function markText(mark: MarkState | null): string {
  if (mark === null) return '';
  if (mark.rating !== null) return t.imports.stars(mark.rating);
  if (mark.viewings.length === 0) return t.imports.onList;
  const days = mark.viewings.flatMap((viewing) => viewing.watched_on ?? []).sort();
  const seen = days.length > 0 ? t.imports.seenOn(days) : t.imports.seenSomeDay;
  return mark.viewings.some((viewing) => viewing.note !== '') ? t.imports.withNote(seen) : seen;
}

/** What is there once the file's viewings have come in, since a further day replaces none. */
function afterwards(change: FilmChange): string {
  if (change.list !== 'history' || change.change !== 'changed') return markText(change.file);
  const here = change.here?.viewings ?? [];
  const known = new Set(here.map((viewing) => viewing.watched_on));
  const further = (change.file?.viewings ?? []).filter((viewing) => !known.has(viewing.watched_on));
  if (further.length === 0 || here.every((viewing) => viewing.watched_on === null))
    return markText(change.file);
  return t.imports.further(
    markText(change.here),
    markText({ rating: null, at: null, viewings: further }),
  );
}

/** A line on what becomes of a mark: "Ratings: 4.5 stars instead of 3 stars". */
export const changeText = (change: FilmChange): string =>
  t.imports.change[change.change](
    t.imports.list[change.list],
    markText(change.here),
    afterwards(change),
  );

export interface ChangedFilm {
  key: string;
  movie: FilmChange['movie'];
  changes: FilmChange[];
}

/** The changes of each film together. */
export function byFilm(changes: readonly FilmChange[]): ChangedFilm[] {
  const films = new Map<string, ChangedFilm>();
  for (const change of changes) {
    const key = `${change.movie.movie_id ?? ''} ${named(change.movie)}`;
    const film = films.get(key) ?? { key, movie: change.movie, changes: [] };
    film.changes.push(change);
    films.set(key, film);
  }
  return [...films.values()];
}

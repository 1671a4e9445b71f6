import type { Movie, Viewing } from '$lib/api/models';

export interface Month {
  /** Such as 2025-11; '' for viewings whose day is not known. */
  key: string;
  items: Viewing[];
}

/** Groups viewings by month; months keep the order of their first viewing. */
export function byMonth(items: readonly Viewing[]): Month[] {
  const months: Month[] = [];
  for (const item of items) {
    const key = item.watched_on?.slice(0, 7) ?? '';
    let month = months.find((known) => known.key === key);
    if (!month) months.push((month = { key, items: [] }));
    month.items.push(item);
  }
  // Viewings without a day come last in either order.
  return [...months.filter(({ key }) => key !== ''), ...months.filter(({ key }) => key === '')];
}

/** Whether title, year, genres, directors and cast of a film contain every word of `text`. */
export function fits(
  { movie }: { movie: Movie },
  text: string,
  genre: (name: string) => string,
): boolean {
  const words = text.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  const about = [
    movie.title,
    movie.original_title ?? '',
    movie.year ?? '',
    ...movie.genres.flatMap((name) => [name, genre(name)]),
    ...[...movie.directors, ...movie.cast].map(({ name }) => name),
  ]
    .join(' ')
    .toLocaleLowerCase();
  return words.every((word) => about.includes(word));
}

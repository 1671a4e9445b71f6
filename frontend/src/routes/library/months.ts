import type { SeenMovie } from '$lib/api/models';

export interface Month {
  /** Such as 2025-11; '' for films whose day is not known. */
  key: string;
  items: SeenMovie[];
}

/** Puts films under the months they were seen in, in the order in which they come. */
export function byMonth(items: readonly SeenMovie[]): Month[] {
  const months: Month[] = [];
  for (const item of items) {
    const key = item.watched_on?.slice(0, 7) ?? '';
    let month = months.find((known) => known.key === key);
    if (!month) months.push((month = { key, items: [] }));
    month.items.push(item);
  }
  // Days that nobody remembers stand at the end, however the others are ordered.
  return [...months.filter(({ key }) => key !== ''), ...months.filter(({ key }) => key === '')];
}

/** Whether a film is what somebody looks for by a part of its title, year or genre. */
export function fits(
  { movie }: Pick<SeenMovie, 'movie'>,
  text: string,
  genre: (name: string) => string,
): boolean {
  const words = text.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  const about = [
    movie.title,
    movie.original_title ?? '',
    movie.year ?? '',
    ...movie.genres.flatMap((name) => [name, genre(name)]),
  ]
    .join(' ')
    .toLocaleLowerCase();
  return words.every((word) => about.includes(word));
}

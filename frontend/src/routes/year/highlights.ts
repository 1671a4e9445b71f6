/** What stands out of a year. */
import type { YearFilm } from '$lib/api/models';

const MOST_BEST = 6;
/** What is called the best of a year was liked. */
const LEAST_STARS = 3.5;

/** The films rated best, of equal stars those seen more often, then earlier. */
export function bestOf(items: readonly YearFilm[]): YearFilm[] {
  return items
    .filter(({ rating }) => rating !== null && rating >= LEAST_STARS)
    .sort((a, b) => (b.rating ?? 0) - (a.rating ?? 0) || b.days.length - a.days.length)
    .slice(0, MOST_BEST);
}

/** The first and the last film seen, with the day; the same film where there is only one. */
export function endsOf(items: readonly YearFilm[]): { item: YearFilm; day: string }[] {
  const first = items[0];
  if (!first) return [];
  const lastDay = (item: YearFilm) => item.days.at(-1) ?? '';
  const last = items.reduce((latest, item) => (lastDay(item) >= lastDay(latest) ? item : latest));
  const ends = [
    { item: first, day: first.days[0] ?? '' },
    { item: last, day: lastDay(last) },
  ];
  return items.length === 1 && first.days.length === 1 ? ends.slice(0, 1) : ends;
}

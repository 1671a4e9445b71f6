import type { Contribution, Recommendation } from '$lib/api/models';
import { sharedPeople } from '$lib/components/shared-people';
import { t } from '$lib/i18n';

const MOST = 2;

const reason = (films: readonly [Contribution, ...Contribution[]]): string => {
  const [{ title, rating, mark }] = films;
  if (rating === null) {
    return mark === 'planned' ? t.forYou.becausePlanned(title) : t.forYou.becauseSeen(title);
  }
  return t.forYou.becauseRated(
    films.flatMap((film) =>
      film.rating === null ? [] : [t.forYou.ratedSo(film.title, film.rating)],
    ),
  );
};

/**
 * The line of the strongest reason: the marked films that contribute most, or the first of them
 * alone and whom it shares with the recommended film.
 */
export function becauseOf({ because }: Pick<Recommendation, 'because'>): string | null {
  const [first, ...others] = because
    .filter(({ contribution }) => contribution > 0)
    .toSorted((a, b) => b.contribution - a.contribution)
    .slice(0, MOST);
  if (!first) return null;
  const shared = sharedPeople(first);
  return shared === null ? reason([first, ...others]) : `${reason([first])}, ${shared}`;
}

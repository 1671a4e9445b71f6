import type { Recommendation } from '$lib/api/models';
import { t } from '$lib/i18n';

const MOST = 2;

/** The line of the strongest reason: the marked films that contribute most. */
export function becauseOf({ because }: Pick<Recommendation, 'because'>): string | null {
  const [first, ...others] = because
    .filter(({ contribution }) => contribution > 0)
    .toSorted((a, b) => b.contribution - a.contribution)
    .slice(0, MOST);
  if (!first) return null;
  if (first.rating === null) {
    return first.mark === 'planned'
      ? t.forYou.becausePlanned(first.title)
      : t.forYou.becauseSeen(first.title);
  }
  const names = [first, ...others].flatMap(({ title, rating }) =>
    rating === null ? [] : [t.forYou.ratedSo(title, rating)],
  );
  return t.forYou.becauseRated(names);
}

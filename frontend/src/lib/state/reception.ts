/**
 * What pages say of everybody's ratings. Simulated people rated nothing, so where ratings are
 * simulated their mean is never shown and orders no list: a page says how well known a film is.
 */
import type { Movie } from '$lib/api/models';
import { t } from '$lib/i18n';
import { release } from './release.svelte';

/** What is shown of a film: the mean of real ratings or null, and the words beside it. */
export interface Reception {
  mean: number | null;
  words: string;
}

/**
 * The least popularity of each text of `t.film.popularity` but the first. In the sample nearly all
 * films above the third are of fame 4 or 5 in the knowledge pack, and none of fame 4 above the last.
 */
const STEPS = [0.1, 0.35, 0.7, 0.93];

/** Empty until it is known whether people gave the ratings. */
export function receptionOf(
  movie: Pick<Movie, 'rating_mean' | 'rating_count' | 'popularity'>,
): Reception {
  if (release.value === null) return { mean: null, words: '' };
  if (release.simulated) {
    const step = STEPS.filter((least) => movie.popularity >= least).length;
    return { mean: null, words: t.film.popularity[step] ?? '' };
  }
  return movie.rating_mean === null || movie.rating_count === 0
    ? { mean: null, words: t.film.unrated }
    : { mean: movie.rating_mean, words: t.film.ratings(movie.rating_count) };
}

/** Of the orders of a list those that mean something: not by ratings that nobody gave. */
export const meaningful = <Sort extends string>(sorts: readonly Sort[]): Sort[] =>
  sorts.filter((by) => by !== 'rating' || !release.simulated);

/** What a list shows, in another order where its address asks for that of simulated ratings. */
export const inMeaningfulOrder = <View extends { sort: string }>(
  view: View,
  otherwise: View['sort'],
): View => (view.sort === 'rating' && release.simulated ? { ...view, sort: otherwise } : view);

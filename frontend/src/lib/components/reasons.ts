/** Reasons for a film, as one would say them. */
import type { Contribution, Recommendation, Trait } from '$lib/api/models';
import { t } from '$lib/i18n';
import { traitNames } from './traits';

/** The liked films that speak for a film, the strongest first. */
export const reasonsFor = (because: readonly Contribution[]): Contribution[] =>
  because
    .filter(({ speaks }) => speaks === 'for')
    .toSorted((a, b) => b.contribution - a.contribution);

/**
 * Whether films that share these traits may be called like each other. Two dramas are not, and two
 * films with winter in them neither; `are_alike` of the server is the same rule.
 */
export function isLikeness(shared: readonly Trait[]): boolean {
  const weights = { person: 2, mood: 1, tag: 1, genre: 0 };
  const telling = shared.reduce(
    (sum, { kind, estimated }) => sum + (estimated ? 0.5 : weights[kind]),
    0,
  );
  return telling + (shared.some(({ kind }) => kind === 'genre') ? 0.5 : 0) >= 2;
}

/**
 * One sentence: the film it is most like of those one liked, and what both share, or else the
 * film that speaks most for it. null where nothing does.
 */
export function aloud({ because }: Pick<Recommendation, 'because'>): string | null {
  const liked = reasonsFor(because);
  const told = liked.find(({ shared }) => isLikeness(shared));
  if (told) return t.reasons.like(told.title, traitNames(told.shared));
  return liked[0] ? t.reasons.goesWith(liked[0].title) : null;
}

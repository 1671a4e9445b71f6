/** Reasons for a film, as one would say them. */
import type { Contribution, Recommendation } from '$lib/api/models';
import { t } from '$lib/i18n';
import { traitNames } from './traits';

/** The liked films that speak for a film, the strongest first. */
export const reasonsFor = (because: readonly Contribution[]): Contribution[] =>
  because
    .filter(({ speaks }) => speaks === 'for')
    .toSorted((a, b) => b.contribution - a.contribution);

/**
 * One sentence: the film it is most like of those one liked, and what both share. null where
 * nothing speaks for it.
 */
export function aloud({ because }: Pick<Recommendation, 'because'>): string | null {
  const liked = reasonsFor(because);
  const told = liked.find(({ shared }) => shared.some(({ kind }) => kind !== 'genre')) ?? liked[0];
  if (!told) return null;
  const shared = traitNames(told.shared);
  return shared ? t.reasons.like(told.title, shared) : t.reasons.goesWith(told.title);
}

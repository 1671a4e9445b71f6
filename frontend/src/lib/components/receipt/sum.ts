import type { Contribution, Explained } from '$lib/api/models';

/** How many lines a receipt begins with, and how many each press adds. */
export const STRONGEST = 8;
export const MORE = 40;

/** From these stars on a film counts as liked, as the server has it. */
const LIKED = 3.5;
/** Amounts are written with two decimals, so a smaller amount would read as zero. */
const LEAST = 0.005;

/** What a receipt adds up: stars, or before the first rating how well the film fits. */
export type Unit = 'stars' | 'fit';

export interface Amount {
  of: 'average' | 'others' | 'caution' | 'said' | 'rest' | 'clipped' | 'clippedLow';
  amount: number;
}

export interface Line {
  reason: Contribution;
  amount: number;
}

/** Lines of films, of which the weakest are folded into their sum. */
export interface Folded {
  lines: Line[];
  /** How many lines are folded; `amount` is their sum. */
  count: number;
  amount: number;
}

export interface Sum {
  unit: Unit;
  /** What stands before the films. */
  base: Amount[];
  for: Folded;
  against: Folded;
  /** Films rated low that the film is unlike: no reasons for it, and yet a part of the sum. */
  unlike: { count: number; amount: number };
  /** What stands after the films. */
  after: Amount[];
  total: number;
}

const isLiked = ({ rating }: Contribution) => rating === null || rating >= LIKED;

/**
 * Folds all but the strongest, and what would read as zero while there is something stronger; a
 * single one is not folded, it would take as much room.
 */
export function fold(lines: readonly Line[], most: number): Folded {
  const sorted = lines.toSorted((a, b) => Math.abs(b.amount) - Math.abs(a.amount));
  const readable = sorted.filter(({ amount }) => Math.abs(amount) >= LEAST).length;
  const length = most > STRONGEST ? most : Math.min(most, Math.max(1, readable));
  const strongest = sorted.slice(0, sorted.length <= length + 1 ? sorted.length : length);
  const rest = sorted.slice(strongest.length);
  return { lines: strongest, count: rest.length, amount: total(rest) };
}

const total = (lines: readonly { amount: number }[]) =>
  lines.reduce((sum, { amount }) => sum + amount, 0);

const telling = (amounts: readonly Amount[]) =>
  amounts.filter(({ amount }) => Math.abs(amount) >= LEAST);

/**
 * What a film's stars are made of: the reader's average, what others make of the film, each film of
 * the reader's, and what the scale cuts off. Before the first rating: what makes it fit.
 *
 * @param most Lines that are shown of each side.
 */
export function sumOf(found: Explained, most: number): Sum {
  const stars = found.star_sum;
  const lines = found.because.map((reason) => ({
    reason,
    amount: stars ? reason.stars : reason.contribution,
  }));
  const speaksFor = lines.filter(({ reason, amount }) => amount > 0 && isLiked(reason));
  const against = lines.filter(({ amount }) => amount < 0);
  const unlike = lines.filter(({ reason, amount }) => amount > 0 && !isLiked(reason));
  const sides = {
    for: fold(speaksFor, most),
    against: fold(against, most),
    unlike: { count: unlike.length, amount: total(unlike) },
  };
  return stars
    ? {
        unit: 'stars',
        base: [
          { of: 'average', amount: stars.average },
          ...telling([
            { of: 'others', amount: stars.others },
            { of: 'caution', amount: stars.caution },
          ]),
        ],
        ...sides,
        after: telling([
          { of: stars.clipped < 0 ? 'clipped' : 'clippedLow', amount: stars.clipped },
        ]),
        total: found.predicted_rating ?? 0,
      }
    : {
        unit: 'fit',
        base: [],
        ...sides,
        after: telling([
          { of: 'said', amount: found.said },
          { of: 'rest', amount: found.rest },
        ]),
        total: found.score,
      };
}

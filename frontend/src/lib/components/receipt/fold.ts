import type { Contribution, Recommendation } from '$lib/api/models';

/** How many lines a receipt begins with, and how many each press adds. */
export const STRONGEST = 8;
export const MORE = 40;

/** Amounts are written with two decimals, so a smaller amount would read as zero. */
const LEAST = 0.005;

export interface Folded {
  lines: Contribution[];
  /** How many lines are folded; `amount` is their sum. */
  count: number;
  amount: number;
}

/**
 * Sorts lines by size of contribution and folds the rest into their sum, so that a receipt of a
 * thousand ratings stays short and still adds up. A single remaining line is not folded, because
 * the fold would take as much room.
 */
export function fold(lines: Contribution[], most: number): Folded {
  const sorted = lines.toSorted((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution));
  const strongest = sorted.slice(0, sorted.length <= most + 1 ? sorted.length : most);
  const rest = sorted.slice(strongest.length);
  return {
    lines: strongest,
    count: rest.length,
    amount: rest.reduce((sum, line) => sum + line.contribution, 0),
  };
}

/** The parts of a score that come from no marked film, without those that would read as zero. */
export function besides({ said, rest }: Recommendation): { of: 'said' | 'rest'; amount: number }[] {
  return [
    { of: 'said' as const, amount: said },
    { of: 'rest' as const, amount: rest },
  ].filter(({ amount }) => Math.abs(amount) >= LEAST);
}

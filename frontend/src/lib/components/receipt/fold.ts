import type { Contribution, Recommendation } from '$lib/api/models';

/** How many lines a receipt begins with, and how many each press adds. */
export const STRONGEST = 8;
export const MORE = 40;

/** Amounts are written with two decimals: what is smaller shows as nothing. */
const LEAST = 0.005;

export interface Folded {
  lines: Contribution[];
  /** What is not lines: how many lines, and what they add together. */
  count: number;
  amount: number;
}

/**
 * The strongest lines first, whichever way they speak; the others as one sum, so that a receipt of
 * a thousand ratings is as short as one of ten and still adds up. A fold of one line would save no
 * room: it is lines.
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

/** What no film of one's own adds; an amount that shows as nothing is no line. */
export function besides({ said, rest }: Recommendation): { of: 'said' | 'rest'; amount: number }[] {
  return [
    { of: 'said' as const, amount: said },
    { of: 'rest' as const, amount: rest },
  ].filter(({ amount }) => Math.abs(amount) >= LEAST);
}

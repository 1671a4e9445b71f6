/** Ranks of a film before and after a list was sorted anew, from 1; no rank where it was not listed. */
export interface Move {
  from: number | null;
  to: number;
}

/** The positions of a longest increasing run of numbers, which need not be neighbours. */
function longestRising(numbers: readonly number[]): Set<number> {
  const ends: number[] = []; // For each length of a run, where the run with the least end ends.
  const before: number[] = [];
  numbers.forEach((value, at) => {
    let length = ends.findIndex((end) => (numbers[end] ?? 0) >= value);
    if (length === -1) length = ends.length;
    before[at] = ends[length - 1] ?? -1;
    ends[length] = at;
  });
  const run = new Set<number>();
  for (let at = ends.at(-1) ?? -1; at !== -1; at = before[at] ?? -1) run.add(at);
  return run;
}

/**
 * Which films of a list moved when it was sorted anew: as few as explain the new order. A film that
 * only takes the place of one that went has not moved.
 */
export function movesOf(before: readonly number[], after: readonly number[]): Map<number, Move> {
  const ranks = new Map(before.map((id, index) => [id, index]));
  const listed = after.filter((id) => ranks.has(id));
  const stayed = longestRising(listed.map((id) => ranks.get(id) ?? 0));
  const kept = new Set(listed.filter((_, at) => stayed.has(at)));
  // What follows the last of the former films was beneath them, and comes up as others go.
  const end = after.findLastIndex((id) => ranks.has(id));
  return new Map(
    after.slice(0, end + 1).flatMap((id, index): [number, Move][] => {
      const from = ranks.get(id);
      if (kept.has(id)) return [];
      return [[id, { from: from === undefined ? null : from + 1, to: index + 1 }]];
    }),
  );
}

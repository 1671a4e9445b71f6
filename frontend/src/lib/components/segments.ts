export interface Segment {
  text: string;
  highlighted: boolean;
}

/**
 * Cuts a text where its highlights begin and end. The server counts characters, not UTF-16 units,
 * so characters are split the same way here. Overlapping highlights are joined, impossible ones are
 * clipped.
 */
export function segments(text: string, highlights: readonly (readonly number[])[]): Segment[] {
  const letters = [...text];
  const ordered = highlights
    .map(([start = 0, end = 0]) => [Math.max(0, start), Math.min(letters.length, end)] as const)
    .filter(([start, end]) => start < end)
    .sort((a, b) => a[0] - b[0]);
  const parts: Segment[] = [];
  let done = 0;
  const add = (to: number, highlighted: boolean) => {
    if (to > done) parts.push({ text: letters.slice(done, to).join(''), highlighted });
    done = Math.max(done, to);
  };
  for (const [start, end] of ordered) {
    add(start, false);
    add(end, true);
  }
  add(letters.length, false);
  return parts;
}

import { widthOf, type Face } from './glyphs';

export interface Box {
  w: number;
  h: number;
}

export interface Setting {
  lines: string[];
  size: number;
  /** Width of each line at `size`. */
  widths: number[];
}

export interface Limits {
  /** Largest type size. */
  most: number;
  /** Smallest type size; a text that is too long even so is cut. */
  least: number;
  /** Distance of two lines, in type sizes. */
  leading: number;
}

const WEAK_END =
  /^(a|an|and|at|by|de|der|die|el|for|from|in|la|le|of|on|or|the|to|un|und|with|&)$/i;

/** No poster holds more words; a longer text is cut at once. */
const MOST_WORDS = 40;

/**
 * The best ways to set words on 1, 2, … `most` lines: lines of near equal width that do not end
 * on a weak word. Each is the list of the indices at which its lines begin.
 */
function breaks(words: readonly string[], most: number, face: Face): number[][] {
  const space = widthOf(' ', face);
  const ends = [0];
  for (const word of words) ends.push((ends.at(-1) ?? 0) + widthOf(word, face) + space);
  const cost = (from: number, to: number) => {
    const weak = to < words.length && WEAK_END.test(words[to - 1] ?? '');
    const penalty = weak ? (to - from === 1 ? 3 : 1.5) : 1;
    return (((ends[to] ?? 0) - (ends[from] ?? 0) - space) * penalty) ** 3;
  };
  // Of the first i words on the present number of lines: the least cost, and the lines' starts.
  interface Way {
    cost: number;
    starts: number[];
  }
  let ways: (Way | null)[] = words.map((_, i) => ({ cost: cost(0, i + 1), starts: [0] }));
  const all = [ways.at(-1)?.starts ?? [0]];
  for (let count = 2; count <= most; count += 1) {
    const before = ways;
    ways = words.map((_, i) => {
      let best: { cost: number; start: number } | null = null;
      for (let start = count - 1; start <= i; start += 1) {
        const sum = (before[start - 1]?.cost ?? Infinity) + cost(start, i + 1);
        if (sum < (best?.cost ?? Infinity)) best = { cost: sum, start };
      }
      if (best === null) return null;
      return { cost: best.cost, starts: [...(before[best.start - 1]?.starts ?? []), best.start] };
    });
    all.push(ways.at(-1)?.starts ?? [0]);
  }
  return all;
}

function set(words: readonly string[], face: Face, box: Box, limits: Limits): Setting {
  const rows = Math.max(1, Math.floor(box.h / (limits.least * limits.leading)));
  let chosen: Setting | undefined;
  for (const starts of breaks(words, Math.min(words.length, rows), face)) {
    const lines = starts.map((start, i) => words.slice(start, starts[i + 1]).join(' '));
    const ems = lines.map((line) => widthOf(line, face));
    const size = Math.min(
      limits.most,
      box.w / Math.max(...ems),
      box.h / (lines.length * limits.leading),
    );
    // A further line must buy a visibly larger size.
    if (!chosen || size > chosen.size * 1.06) {
      chosen = { lines, size, widths: ems.map((em) => em * size) };
    }
  }
  return chosen ?? { lines: [], size: limits.least, widths: [] };
}

/**
 * Sets a text as large as a box allows, well broken, and never wider or higher than the box.
 * A text that would need less than the least size loses its end for an ellipsis.
 */
export function fit(text: string, face: Face, box: Box, limits: Limits): Setting {
  let words = text.trim().split(/\s+/).filter(Boolean).slice(0, MOST_WORDS);
  let setting = set(words, face, box, limits);
  while (setting.size < limits.least && words.length > 0) {
    const last = (words.at(-1) ?? '').replace(/…$/, '');
    const rest = words.slice(0, -1);
    if (rest.length > 0) words = [...rest.slice(0, -1), `${rest.at(-1) ?? ''}…`];
    else if (last.length > 1) words = [`${last.slice(0, Math.ceil(last.length * 0.8) - 1)}…`];
    else break;
    setting = set(words, face, box, limits);
  }
  return setting;
}

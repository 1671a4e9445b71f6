import { neighbour } from '$lib/components/arrows';
import { ofTheDay } from '$lib/components/of-the-day';
import { segments } from '$lib/components/segments';
import { t } from '$lib/i18n';

describe('segments', () => {
  const highlighted = (text: string, highlights: number[][]) =>
    segments(text, highlights)
      .map((part) => (part.highlighted ? `[${part.text}]` : part.text))
      .join('');

  it.each([
    ['a heist goes wrong', [[2, 7]], 'a [heist] goes wrong'],
    [
      'abcdef',
      [
        [3, 4],
        [0, 1],
      ],
      '[a]bc[d]ef',
    ], // out of order
    [
      'abcdef',
      [
        [0, 3],
        [2, 5],
      ],
      '[abc][de]f',
    ], // overlapping
    [
      'abc',
      [
        [1, 99],
        [5, 9],
        [2, 1],
        [-4, 0],
      ],
      'a[bc]',
    ], // impossible
    ['🎬 noir', [[2, 6]], '🎬 [noir]'], // characters, not UTF-16 units
    ['plain', [], 'plain'],
  ])('%s', (text, highlights, expected) => {
    expect(highlighted(text, highlights)).toBe(expected);
  });
});

describe('arrow keys', () => {
  it.each([
    ['ArrowDown', 0, 1, 5, 1],
    ['ArrowDown', 4, 1, 5, null],
    ['ArrowUp', 0, 1, 5, null],
    ['ArrowRight', 0, 1, 5, null], // a list of rows has no sideways
    ['ArrowRight', 0, 3, 8, 1],
    ['ArrowDown', 1, 3, 8, 4],
    ['ArrowDown', 5, 3, 8, 7], // the last row is short
    ['ArrowDown', 6, 3, 8, null],
    ['ArrowUp', 4, 3, 8, 1],
    ['Enter', 1, 3, 8, null],
  ])('%s from %i in %i columns of %i', (key, index, columns, count, expected) => {
    expect(neighbour(key, index, columns, count)).toBe(expected);
  });
});

describe('examples', () => {
  const day = (n: number) => new Date(2025, 0, n, 12);

  it('stay for a day and change with it', () => {
    const list = t.search.examples;
    expect(ofTheDay(list, 3, new Date(2025, 0, 5, 1))).toEqual(
      ofTheDay(list, 3, new Date(2025, 0, 5, 23)),
    );
    expect(ofTheDay(list, 3, day(5))).not.toEqual(ofTheDay(list, 3, day(6)));
  });

  it('all have their day', () => {
    const seen = Array.from({ length: t.search.examples.length }, (_, n) =>
      ofTheDay(t.search.examples, 3, day(n + 1)),
    );
    expect(new Set(seen.flat()).size).toBe(t.search.examples.length);
  });
});

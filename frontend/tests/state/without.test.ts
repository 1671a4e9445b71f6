import { expect, it } from 'vitest';
import { without } from '$lib/state/without';

it('leaves out what is done', () => {
  expect(without([1, 2, 3], (item) => item === 2)).toEqual([1, 3]);
});

it('gives the very list where nothing is done, so that nothing is drawn anew', () => {
  const items = [1, 2, 3];
  expect(without(items, () => false)).toBe(items);
});

import { movesOf } from '$lib/state/moves';

it.each([
  ['nothing', [1, 2, 3], [1, 2, 3], {}],
  ['one to the top', [1, 2, 3, 4], [4, 1, 2, 3], { 4: [4, 1] }],
  ['one down', [1, 2, 3, 4], [2, 3, 1, 4], { 1: [1, 3] }],
  ['a swap', [1, 2, 3], [1, 3, 2], { 3: [3, 2] }],
  ['only room left by a film that went', [1, 2, 3, 4], [1, 3, 4, 5], {}],
  ['another between', [1, 2, 3], [1, 9, 2, 3], { 9: [null, 2] }],
  ['one that went and one that rose', [1, 2, 3, 4], [4, 1, 3], { 4: [4, 1] }],
  ['all of them others', [1, 2], [3, 4], {}],
])('tells of %s', (_, before, after, expected) => {
  const found = [...movesOf(before, after)].map(([id, { from, to }]) => [id, [from, to]]);
  expect(Object.fromEntries(found)).toEqual(expected);
});

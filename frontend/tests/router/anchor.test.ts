import { findAnchor, offsetOf } from '$lib/router/anchor';

/** Entries at their distances from the top of the window, on a shelf and in a list. */
function page(shelf: [film: string, top: number][], list: [film: string, top: number][]) {
  const part = (name: string, films: [string, number][]) =>
    `<section data-testid="${name}">${films
      .map(([film, top]) => `<article data-movie-id="${film}" data-top="${top}"></article>`)
      .join('')}</section>`;
  document.body.innerHTML = `<main>${part('shelf', shelf)}${part('recommendations', list)}</main>`;
  for (const entry of document.querySelectorAll<HTMLElement>('article')) {
    entry.getBoundingClientRect = () => new DOMRect(0, Number(entry.dataset['top']), 10, 10);
  }
}

it('is the first film in the window, where it is listed', () => {
  page(
    [['7', -900]],
    [
      ['5', -40],
      ['7', 120],
    ],
  );
  expect(findAnchor()).toEqual({ film: '7', part: 'recommendations', top: 120 });
});

it('is not found in another part of the page, and waits for its own', () => {
  const anchor = { film: '7', part: 'shelf', top: 100 };
  page([], [['7', 2000]]);
  expect(offsetOf(anchor)).toBeNull();
  page([['7', 350]], [['7', 2000]]);
  expect(offsetOf(anchor)).toBe(250);
});

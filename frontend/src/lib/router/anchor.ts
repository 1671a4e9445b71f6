import type { Anchor } from './memory';

const entries = () => document.querySelectorAll<HTMLElement>('main [data-movie-id]');

const partOf = (entry: HTMLElement) =>
  entry.closest<HTMLElement>('section[data-testid]')?.dataset['testid'] ?? '';

/** The first film whose entry begins in the window; null where none does. */
export function findAnchor(): Anchor | null {
  for (const entry of entries()) {
    const { top } = entry.getBoundingClientRect();
    if (top >= 0 && top < window.innerHeight) {
      return { film: entry.dataset['movieId'] ?? '', part: partOf(entry), top };
    }
  }
  return null;
}

/** The scroll offset at which the film is where it was; null while the film is not there. */
export function offsetOf({ film, part, top }: Anchor): number | null {
  const entry = [...entries()].find(
    (element) => element.dataset['movieId'] === film && partOf(element) === part,
  );
  return entry ? window.scrollY + entry.getBoundingClientRect().top - top : null;
}

import { getTaste } from '$lib/api/me';
import type { TasteSummary, WeighedName } from '$lib/api/models';
import { Loader } from './loader.svelte';
import { session } from './session.svelte';
import { onTasteChange } from './taste-changes';

/** What ordained believes about a person; asked for anew whenever something about them changes. */
export class Taste {
  readonly summary = new Loader<TasteSummary>();
  #shown = false;

  constructor() {
    onTasteChange(() => this.#outdated());
    session.onChange(() => this.summary.set(null));
  }

  show(): void {
    this.#shown = true;
    void this.summary.load(getTaste);
  }

  leave(): void {
    this.#shown = false;
  }

  #outdated(): void {
    if (this.#shown) void this.summary.retry();
  }
}

export const taste = new Taste();

/** How many films a name needs before a sentence is built on it. */
const LEAST_FILMS = 2;
const CLEAR = 0.1;
const MOST_NAMED = 3;

/** What stands out enough to be said: liked or, with `sign` −1, disliked. */
export function standouts(names: readonly WeighedName[], sign: 1 | -1): string[] {
  return names
    .filter(({ weight, count }) => sign * weight > CLEAR && count >= LEAST_FILMS)
    .toSorted((a, b) => sign * (b.weight * Math.log1p(b.count) - a.weight * Math.log1p(a.count)))
    .slice(0, MOST_NAMED)
    .map(({ name }) => name);
}

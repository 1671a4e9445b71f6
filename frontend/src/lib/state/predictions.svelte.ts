import { SvelteMap } from 'svelte/reactivity';
import { getPredictions } from '$lib/api/me';
import type { Prediction } from '$lib/api/models';
import { isFailure } from '$lib/api/problem';
import { session } from './session.svelte';
import { onTasteChange } from './taste-changes';

const MOST_AT_ONCE = 100;

/** What the person might give the films on the page; films wanted in one task share a request. */
export class Predictions {
  readonly #found = new SvelteMap<number, Prediction>();
  // eslint-disable-next-line svelte/prefer-svelte-reactivity -- nothing shows these
  #wanted = new Set<number>();
  #queue: number[] = [];
  #generation = 0;

  constructor(private readonly fetch = getPredictions) {
    onTasteChange(() => this.#again());
    session.onChange(() => this.reset());
  }

  /** null for a guest, before the first rating, and until it is known. */
  of(id: number): Prediction | null {
    return this.#found.get(id) ?? null;
  }

  want(id: number): void {
    if (session.user === null || this.#wanted.has(id)) return;
    this.#wanted.add(id);
    if (this.#queue.push(id) === 1) queueMicrotask(() => void this.#read());
  }

  reset(): void {
    this.#generation += 1;
    this.#found.clear();
    this.#wanted.clear();
    this.#queue = [];
  }

  /** Reads anew what is shown; what was known stays until then, so that nothing blinks. */
  #again(): void {
    this.#generation += 1;
    const ids = [...this.#wanted];
    this.#wanted.clear();
    this.#queue = [];
    for (const id of ids) this.want(id);
  }

  async #read(): Promise<void> {
    const generation = this.#generation;
    while (this.#queue.length > 0 && generation === this.#generation) {
      const ids = this.#queue.splice(0, MOST_AT_ONCE);
      try {
        const { items } = await this.fetch(ids, new AbortController().signal);
        if (generation !== this.#generation) return;
        for (const item of items) this.#found.set(item.movie_id, item);
      } catch (error) {
        if (!isFailure(error)) throw error;
        // The page does without; the films are asked for again when they are next shown.
        for (const id of ids) this.#wanted.delete(id);
        return;
      }
    }
  }
}

export const predictions = new Predictions();

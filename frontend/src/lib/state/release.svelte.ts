import { getRelease } from '$lib/api/client';
import type { Release } from '$lib/api/models';
import { Loader } from './loader.svelte';

/** The live release, asked for once. */
class LiveRelease extends Loader<Release> {
  #requested = false;

  ensure(): void {
    if (this.#requested) return;
    this.#requested = true;
    void this.load(getRelease);
  }

  get simulated(): boolean {
    return this.value?.simulated_ratings ?? false;
  }
}

export const release = new LiveRelease();

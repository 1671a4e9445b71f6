import { SvelteSet } from 'svelte/reactivity';

/** Which films a media server of the house has, as far as their marks have been read. */
class Owned {
  readonly #ids = new SvelteSet<number>();

  has(id: number): boolean {
    return this.#ids.has(id);
  }

  note(id: number, owned: boolean): void {
    if (owned) this.#ids.add(id);
    else this.#ids.delete(id);
  }

  reset(): void {
    this.#ids.clear();
  }
}

export const owned = new Owned();

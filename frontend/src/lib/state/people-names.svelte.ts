import { SvelteMap } from 'svelte/reactivity';
import { getPerson } from '$lib/api/client';
import type { PersonName } from '$lib/api/models';
import { isFailure } from '$lib/api/problem';
import { parsePersonToken } from './person-tokens';

/**
 * The names of people by their ids, as far as they are known. Addresses hold ids alone, so a name
 * that no answer has brought along is asked for.
 */
export class PeopleNames {
  readonly #names = new SvelteMap<number, string>();
  // eslint-disable-next-line svelte/prefer-svelte-reactivity -- nothing shows these
  readonly #requested = new Set<number>();

  constructor(private readonly fetch = getPerson) {}

  of(id: number): string | null {
    return this.#names.get(id) ?? null;
  }

  learn({ id, name }: PersonName): void {
    if (this.#names.get(id) !== name) this.#names.set(id, name);
  }

  /** Asks for the names of a filter's people that are not known. */
  want(tokens: readonly string[]): void {
    for (const token of tokens) {
      const id = parsePersonToken(token)?.id;
      if (id === undefined || this.#names.has(id) || this.#requested.has(id)) continue;
      this.#requested.add(id);
      void this.#read(id);
    }
  }

  async #read(id: number): Promise<void> {
    try {
      this.learn(await this.fetch(id, 'year', new AbortController().signal));
    } catch (error) {
      if (!isFailure(error)) throw error;
      this.#requested.delete(id);
    }
  }
}

export const peopleNames = new PeopleNames();

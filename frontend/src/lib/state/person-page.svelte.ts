import { getPerson, type PersonSort } from '$lib/api/client';
import type { Person } from '$lib/api/models';
import { Loader } from './loader.svelte';
import { peopleNames } from './people-names.svelte';
import { session } from './session.svelte';
import { onTasteChange } from './taste-changes';

/**
 * Somebody who makes films or is in them. The answer holds the reader's marks and predicted ratings,
 * so it is asked for again whenever the reader's taste changes.
 */
export class PersonPage {
  readonly person = new Loader<Person>();
  #shown: number | null = null;

  constructor() {
    onTasteChange(() => {
      if (this.#shown !== null) void this.person.retry();
    });
    session.onChange(() => {
      if (this.#shown === null) this.person.set(null);
      // Where the first answer is still on its way, it already is for the person who is here.
      else if (this.person.value !== null) void this.person.retry();
    });
  }

  show(id: number, sort: PersonSort): void {
    // Back finds the films as they were, until the server has answered.
    if (this.person.value?.id !== id) this.person.set(null);
    this.#shown = id;
    void this.person.load(async (signal) => {
      const person = await getPerson(id, sort, signal);
      peopleNames.learn(person);
      return person;
    });
  }

  leave(): void {
    this.#shown = null;
    this.person.stop();
  }
}

/** A single instance: what listens to changes of taste listens for good. */
export const personPage = new PersonPage();

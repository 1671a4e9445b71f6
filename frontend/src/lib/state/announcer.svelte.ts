import { untrack } from 'svelte';

/** The sentence that a screen reader speaks next, politely. */
export class Announcer {
  #text = $state('');

  get text(): string {
    return this.#text;
  }

  say(text: string): void {
    // The same sentence twice is spoken twice only if the text differs. An effect that speaks
    // must not run again because of what it said.
    this.#text = text === untrack(() => this.#text) ? `${text}\u00a0` : text;
  }
}

export const announcer = new Announcer();

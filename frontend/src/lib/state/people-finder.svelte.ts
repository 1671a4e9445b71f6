import { findPeople } from '$lib/api/client';
import type { FoundPerson } from '$lib/api/models';
import { isFailure } from '$lib/api/problem';
import { Latest } from './latest';
import { singleSpaced } from './query';

const PAUSE_MS = 150;
const LISTED = 5;
/** Fewer letters are the beginning of too many names, and more words are no name. */
const LEAST_LETTERS = 3;
const MOST_WORDS = 5;

/** Letters without accents and case, for comparing names. */
const folded = (text: string) =>
  text.normalize('NFD').replace(/\p{M}/gu, '').toLocaleLowerCase('en');

const mayBeName = (words: string) =>
  words.length >= LEAST_LETTERS && words.split(' ').length <= MOST_WORDS;

interface Found {
  words: string;
  people: readonly FoundPerson[];
}

/**
 * People found as their name is typed. Until the server has answered new words, only those stay who
 * have the new words in their names, so that nobody is shown whom the words do not name.
 */
export class PeopleFinder {
  #words = $state('');
  #found = $state.raw<Found>({ words: '', people: [] });
  #latest = new Latest();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly fetch = findPeople) {}

  readonly people: readonly FoundPerson[] = $derived.by(() => {
    const { words, people } = this.#found;
    if (words === this.#words) return people;
    const parts = folded(this.#words).split(' ').filter(Boolean);
    if (parts.length === 0) return [];
    return people.filter(({ name }) => parts.every((part) => folded(name).includes(part)));
  });

  /** Nobody has the name that was typed last. */
  get none(): boolean {
    const { words, people } = this.#found;
    return words === this.#words && mayBeName(words) && people.length === 0;
  }

  search(text: string): void {
    const words = singleSpaced(text);
    if (words === this.#words) return;
    this.#words = words;
    this.#stop();
    if (!mayBeName(words)) this.#found = { words, people: [] };
    else this.#timer = setTimeout(() => void this.#fetch(words), PAUSE_MS);
  }

  /** Forgets the people, and drops what is on its way. */
  clear(): void {
    this.search('');
    this.#stop();
  }

  #stop(): void {
    clearTimeout(this.#timer);
    this.#latest.cancel();
  }

  /** Suggestions are a help beside the search, which reports what goes wrong. */
  async #fetch(words: string): Promise<void> {
    try {
      const page = await this.#latest.run((signal) => this.fetch(words, LISTED, signal));
      if (page) this.#found = { words, people: page.items };
    } catch (error) {
      if (!isFailure(error)) throw error;
      this.#found = { words, people: [] };
    }
  }
}

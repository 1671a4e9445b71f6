import { findPeople, searchMovies } from '$lib/api/client';
import type { FoundPerson, Movie } from '$lib/api/models';
import { isFailure } from '$lib/api/problem';
import { Latest } from './latest';
import { emptyQuery, singleSpaced } from './query';

const PAUSE_MS = 150;
const LISTED = 5;
const LISTED_FILMS = 3;
/** Fewer letters are the beginning of too many names, and more words are no name of a person. */
const LEAST_LETTERS = 3;
const MOST_WORDS = 5;
/** A longer title is better searched for than typed to its end. */
const MOST_TITLE_WORDS = 8;

/** What a name that is typed may be the name of. */
export type Named =
  | { readonly person: FoundPerson; readonly film: null }
  | { readonly person: null; readonly film: Movie };

type Fetch = (words: string, signal: AbortSignal) => Promise<readonly Named[]>;

/** Letters and digits without accents and case, for comparing names. */
const folded = (text: string) =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLocaleLowerCase('en')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

const namesOf = ({ person, film }: Named) =>
  person ? [person.name] : [film.title, film.original_title ?? ''];

const countWords = (words: string) => words.split(' ').length;

export const fetchPeople: Fetch = async (words, signal) => {
  if (countWords(words) > MOST_WORDS) return [];
  const { items } = await findPeople(words, LISTED, signal);
  return items.map((person) => ({ person, film: null }));
};

/** Of the films that a search finds, those whose title the words are or begin. */
const fetchFilms: Fetch = async (words, signal) => {
  const paging = { limit: LISTED, cursor: null };
  const { items } = await searchMovies({ ...emptyQuery, q: words }, paging, signal);
  const begun = ` ${folded(words)}`;
  return items
    .map(({ movie, why }) => ({ person: null, film: movie, isTitle: why?.kind === 'title' }))
    .filter(
      (found) => found.isTitle || namesOf(found).some((name) => ` ${folded(name)}`.includes(begun)),
    )
    .slice(0, LISTED_FILMS);
};

/** Nothing where the server cannot say: suggestions are a help beside the search, which reports it. */
async function orNothing(found: Promise<readonly Named[]>): Promise<readonly Named[]> {
  try {
    return await found;
  } catch (error) {
    if (!isFailure(error)) throw error;
    return [];
  }
}

export const fetchFilmsAndPeople: Fetch = async (words, signal) => {
  const both = [fetchFilms, fetchPeople].map((fetch) => orNothing(fetch(words, signal)));
  return (await Promise.all(both)).flat();
};

interface Found {
  words: string;
  items: readonly Named[];
}

/**
 * People, and perhaps films, found as their name is typed. Until the server has answered new words,
 * only those stay that have the new words in their names, so that nothing is shown that the words do
 * not name.
 */
export class NameFinder {
  #words = $state('');
  #found = $state.raw<Found>({ words: '', items: [] });
  #latest = new Latest();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly fetch: Fetch = fetchPeople) {}

  readonly items: readonly Named[] = $derived.by(() => {
    const { words, items } = this.#found;
    if (words === this.#words) return items;
    const parts = folded(this.#words).split(' ').filter(Boolean);
    if (parts.length === 0) return [];
    return items.filter((item) =>
      namesOf(item).some((name) => parts.every((part) => folded(name).includes(part))),
    );
  });

  /** Nothing has the name that was typed last. */
  get none(): boolean {
    const { words, items } = this.#found;
    return words === this.#words && words.length >= LEAST_LETTERS && items.length === 0;
  }

  search(text: string): void {
    const words = singleSpaced(text);
    if (words === this.#words) return;
    this.#words = words;
    this.#stop();
    const mayBeName = words.length >= LEAST_LETTERS && countWords(words) <= MOST_TITLE_WORDS;
    if (!mayBeName) this.#found = { words, items: [] };
    else this.#timer = setTimeout(() => void this.#fetch(words), PAUSE_MS);
  }

  /** Forgets what was found, and drops what is on its way. */
  clear(): void {
    this.search('');
    this.#stop();
  }

  #stop(): void {
    clearTimeout(this.#timer);
    this.#latest.cancel();
  }

  async #fetch(words: string): Promise<void> {
    const items = await this.#latest.run((signal) => orNothing(this.fetch(words, signal)));
    if (items) this.#found = { words, items };
  }
}

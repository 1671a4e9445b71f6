import { getMarks, getPreferences, putPreferences, putRating } from '$lib/api/me';
import { isFailure } from '$lib/api/problem';
import { session } from './session.svelte';
import { marks, type NamedFilm } from './marks.svelte';

const KEY = 'ordained.picks';
const WORDS_KEY = 'ordained.words';
/** The most films whose marks one request reads. */
const MOST_AT_ONCE = 100;
const UNSEEN_KEY = 'ordained.unseen';
const OPEN_KEY = 'ordained.welcome';
/** The rating of a film that somebody loves, and of one that they saw and that was not for them. */
export const LOVED = 5;
export const NOT_FOR_ME = 2;

interface Pick extends NamedFilm {
  rating: number;
}

/** What the tab remembers; a page that may store nothing remembers until it is closed. */
function stored<T>(key: string, otherwise: T, read: (value: unknown) => T): T {
  try {
    const text = sessionStorage.getItem(key);
    return text === null ? otherwise : read(JSON.parse(text));
  } catch {
    return otherwise;
  }
}

function store(key: string, value: unknown): void {
  try {
    sessionStorage.setItem(key, JSON.stringify(value));
  } catch {
    // Storage may be refused.
  }
}

const isPick = (film: Partial<Pick> | null): film is Pick =>
  Number.isInteger(film?.id) && typeof film?.title === 'string' && typeof film.rating === 'number';

const picked = (value: unknown): Pick[] => (Array.isArray(value) ? value.filter(isPick) : []);
const ids = (value: unknown): number[] =>
  Array.isArray(value) ? value.filter((id): id is number => Number.isInteger(id)) : [];

/**
 * What somebody said on their first visit: films that they love or that were not for them, films that
 * they have not seen, and words about what they like. It outlives a reload; a guest's films and words
 * become ratings and preferences as soon as somebody is signed in.
 */
export class Picks {
  #films = $state.raw<readonly Pick[]>(stored(KEY, [], picked));
  #words = $state(stored(WORDS_KEY, '', String));
  #unseen = $state.raw<readonly number[]>(stored(UNSEEN_KEY, [], ids));

  get count(): number {
    return this.#films.length;
  }

  get words(): string {
    return this.#words;
  }

  setWords(words: string): void {
    this.#words = words;
    store(WORDS_KEY, words);
  }

  ratingOf(id: number): number | null {
    return this.#films.find((film) => film.id === id)?.rating ?? null;
  }

  /** Picks a film; without a rating it is picked no longer. */
  rate({ id, title }: NamedFilm, rating: number | null): void {
    const others = this.#films.filter((film) => film.id !== id);
    this.#set(rating === null ? others : [...others, { id, title, rating }]);
  }

  isUnseen(id: number): boolean {
    return this.#unseen.includes(id);
  }

  setUnseen(id: number): void {
    this.#unseen = [...this.#unseen, id];
    store(UNSEEN_KEY, this.#unseen);
  }

  /** Whether this person was on their first visit when the page was last left. */
  isOpen(person: number): boolean {
    return stored<unknown>(OPEN_KEY, null, (value) => value) === person;
  }

  setOpen(person: number | null): void {
    store(OPEN_KEY, person);
  }

  /** Turns the picks into ratings of the signed-in person, without replacing a rating. */
  async keep(): Promise<void> {
    const films = this.#films.slice(0, MOST_AT_ONCE);
    const words = this.#words.trim();
    if (session.user === null || (films.length === 0 && words === '')) return;
    try {
      if (words !== '') {
        const now = await getPreferences(new AbortController().signal);
        if (now.onboarding_text === '') await putPreferences({ ...now, onboarding_text: words });
        this.setWords('');
      }
      if (films.length === 0) return;
      const signal = new AbortController().signal;
      const { items } = await getMarks(
        films.map(({ id }) => id),
        signal,
      );
      // eslint-disable-next-line svelte/prefer-svelte-reactivity -- local
      const rated = new Map(items.map(({ movie_id, rating }) => [movie_id, rating]));
      const unrated = films.filter(({ id }) => (rated.get(id) ?? null) === null);
      await Promise.all(unrated.map(({ id, rating }) => putRating(id, rating)));
      this.#set([]);
      marks.reset();
    } catch (error) {
      if (!isFailure(error)) throw error; // The picks stay, and are kept the next time.
    }
  }

  #set(films: readonly Pick[]): void {
    this.#films = films;
    store(KEY, films);
  }
}

export const picks = new Picks();

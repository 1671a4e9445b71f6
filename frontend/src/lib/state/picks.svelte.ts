import { getMarks, getPreferences, putPreferences, putRating } from '$lib/api/me';
import { isFailure } from '$lib/api/problem';
import { session } from './session.svelte';
import { marks, type NamedFilm } from './marks.svelte';

const KEY = 'ordained.picks';
const WORDS_KEY = 'ordained.words';
/** The rating that a picked film gets. */
export const PICKED = 5;

const stored = (): NamedFilm[] => {
  try {
    const value: unknown = JSON.parse(sessionStorage.getItem(KEY) ?? '[]');
    if (!Array.isArray(value)) return [];
    return value.filter(
      (film): film is NamedFilm => Number.isInteger(film?.id) && typeof film?.title === 'string',
    );
  } catch {
    return [];
  }
};

const storedWords = (): string => {
  try {
    return sessionStorage.getItem(WORDS_KEY) ?? '';
  } catch {
    return '';
  }
};

/**
 * Films that a guest picked, and words in which they said what they like. They become
 * ratings and preferences as soon as somebody is signed in.
 */
export class Picks {
  #films = $state.raw<readonly NamedFilm[]>(stored());
  #words = $state(storedWords());

  get count(): number {
    return this.#films.length;
  }

  get words(): string {
    return this.#words;
  }

  setWords(words: string): void {
    this.#words = words;
    try {
      sessionStorage.setItem(WORDS_KEY, words);
    } catch {
      // Without storage the words last until the page is closed.
    }
  }

  has(id: number): boolean {
    return this.#films.some((film) => film.id === id);
  }

  toggle(film: NamedFilm): void {
    this.#set(
      this.has(film.id)
        ? this.#films.filter(({ id }) => id !== film.id)
        : [...this.#films, { id: film.id, title: film.title }],
    );
  }

  /** Turns the picks into ratings of the signed-in person, without replacing a rating. */
  async keep(): Promise<void> {
    const ids = this.#films.map(({ id }) => id);
    const words = this.#words.trim();
    if (session.user === null || (ids.length === 0 && words === '')) return;
    try {
      if (words !== '') {
        const now = await getPreferences(new AbortController().signal);
        if (now.onboarding_text === '') await putPreferences({ ...now, onboarding_text: words });
        this.setWords('');
      }
      if (ids.length === 0) return;
      const { items } = await getMarks(ids.slice(0, 100), new AbortController().signal);
      const unrated = items.filter(({ rating }) => rating === null);
      await Promise.all(unrated.map(({ movie_id }) => putRating(movie_id, PICKED)));
      this.#set([]);
      marks.reset();
    } catch (error) {
      if (!isFailure(error)) throw error; // The picks stay, and are kept the next time.
    }
  }

  #set(films: readonly NamedFilm[]): void {
    this.#films = films;
    try {
      sessionStorage.setItem(KEY, JSON.stringify(films));
    } catch {
      // Storage is refused: the picks hold until the page is closed.
    }
  }
}

export const picks = new Picks();

import * as api from '$lib/api/me';
import { newKey } from '$lib/api/keys';
import type { Viewing } from '$lib/api/models';

/** A film as far as its marks need it. */
export interface NamedFilm {
  id: number;
  title: string;
}

/** The marks of a film. */
export interface FilmMarks {
  rating: number | null;
  watchlist: boolean;
  hidden: boolean;
  /** The day of the latest viewing; undefined: not seen; null: seen, the day is not known. */
  watched: string | null | undefined;
}

export type MarkField = keyof FilmMarks;

type Value = FilmMarks[MarkField];

/** A mark that the server may not have yet. */
export interface UnsavedMark {
  film: NamedFilm;
  field: MarkField;
  value: Value;
}

/** A viewing that went with its mark; it comes back under its key, once. */
type Taken = Viewing & { key: string };

/** The server refuses more writes at once of one account, which it does one after another. */
const MOST_AT_ONCE = 2;

/**
 * Sends marks to the server, one at a time for each film: of marks that contradict each other the
 * server keeps the one that came last. Those of other films wait where `MOST_AT_ONCE` are sent.
 *
 * A film that is marked as not seen loses its viewings. They are kept here until it is marked as
 * seen anew, so that whoever takes that back has all days and notes again.
 */
export class MarkWrites {
  readonly #turns = new Map<number, Promise<void>>();
  readonly #taken = new Map<number, Taken[]>();
  readonly #waiting: (() => void)[] = [];
  #sending = 0;

  async send(id: number, field: MarkField, value: Value): Promise<void> {
    const task = () => this.#inTurn(() => this.#send(id, field, value));
    const before = this.#turns.get(id);
    const turn = before ? before.then(task, task) : task();
    this.#turns.set(id, turn);
    try {
      await turn;
    } finally {
      if (this.#turns.get(id) === turn) this.#turns.delete(id);
    }
  }

  /** The film is marked as seen anew: what it was before is over. */
  forget(id: number): void {
    this.#taken.delete(id);
  }

  async #inTurn(write: () => Promise<void>): Promise<void> {
    if (this.#sending >= MOST_AT_ONCE) {
      // A write that ends lets the next one begin.
      await new Promise<void>((begin) => this.#waiting.push(begin));
    } else this.#sending += 1;
    try {
      await write();
    } finally {
      const next = this.#waiting.shift();
      if (next) next();
      else this.#sending -= 1;
    }
  }

  #send(id: number, field: MarkField, value: Value): Promise<void> {
    if (field === 'rating') return api.putRating(id, value as FilmMarks['rating']);
    if (field === 'watchlist') return api.putWatchlist(id, value as boolean);
    if (field === 'hidden') return api.putHidden(id, value as boolean);
    return this.#sendWatched(id, value as FilmMarks['watched']);
  }

  async #sendWatched(id: number, value: FilmMarks['watched']): Promise<void> {
    const taken = this.#taken.get(id) ?? [];
    if (value === undefined) {
      const found = await api.getViewingsOf(id, new AbortController().signal);
      this.#taken.set(
        id,
        found.map((viewing) => ({ ...viewing, key: newKey() })),
      );
      return api.putHistory(id, undefined);
    }
    if (taken.length === 0) return api.putHistory(id, value);
    // The newest stands first, and the oldest is entered first. What is back is taken off, and what
    // was entered without an answer has its key, so that a second try enters nothing twice.
    for (let last = taken.at(-1); last; last = taken.at(-1)) {
      const { watched_on, note, key } = last;
      await api.postViewing({ movie_id: id, watched_on, note }, key);
      taken.pop();
    }
  }
}

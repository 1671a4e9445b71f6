import { SvelteMap, SvelteSet } from 'svelte/reactivity';
import * as api from '$lib/api/me';
import { isFailure, Problem, Unreachable } from '$lib/api/problem';
import { t } from '$lib/i18n';
import { announcer } from './announcer.svelte';
import { connection } from './connection.svelte';
import { today } from './days';
import { MarkWrites } from './mark-writes';
import type { FilmMarks, MarkField, NamedFilm, UnsavedMark } from './mark-writes';
import { explain } from './not-kept';
import { owned } from './owned.svelte';
import { session } from './session.svelte';
import { toast, type DayChoice } from './toast.svelte';

export type { FilmMarks, MarkField, NamedFilm };

export const blank: FilmMarks = {
  rating: null,
  watchlist: false,
  hidden: false,
  watched: undefined,
};

/** 'wanted' is at once, before the server has answered; 'kept' and 'failed' are its answer. */
export type Change = { id: number; field: MarkField; phase: 'wanted' | 'kept' | 'failed' };

/** A field on its way to the server: what that holds, and what it should hold. */
interface PendingWrite {
  film: NamedFilm;
  field: MarkField;
  kept: FilmMarks[MarkField];
  wanted: FilmMarks[MarkField];
  running: boolean;
}

const MOST_AT_ONCE = 100;

/**
 * The marks of all films on the page. They are read in batches, changed at once and saved in the
 * background. A mark that cannot be saved is restored, and a toast says so.
 */
export class AllMarks {
  readonly #marks = new SvelteMap<number, FilmMarks>();
  readonly #reading = new SvelteSet<number>();
  /** Changes that wait for the server to be back. */
  readonly #waiting = new SvelteSet<string>();
  // eslint-disable-next-line svelte/prefer-svelte-reactivity -- nothing shows these
  #requested = new Set<number>();
  // eslint-disable-next-line svelte/prefer-svelte-reactivity -- nothing shows these
  #pending = new Map<string, PendingWrite>();
  // eslint-disable-next-line svelte/prefer-svelte-reactivity -- nothing shows these
  readonly #listeners = new Set<(change: Change) => void>();
  #writes = new MarkWrites();
  #queue: number[] = [];

  of(id: number): FilmMarks {
    return this.#marks.get(id) ?? blank;
  }

  /** Whether a list of suggestions must not show the film: it is rated, seen or hidden. */
  excludes(id: number): boolean {
    const { rating, hidden, watched } = this.of(id);
    return rating !== null || hidden || watched !== undefined;
  }

  /** Whether the marks of a film are on their way from the server. */
  isReading(id: number): boolean {
    return this.#reading.has(id);
  }

  /** How many changes wait for the server to be back. */
  get waiting(): number {
    return this.#waiting.size;
  }

  /** What the server may not have yet. */
  unsaved(): UnsavedMark[] {
    return [...this.#pending.values()].map(({ wanted: value, ...mark }) => ({ ...mark, value }));
  }

  /** Resolves once nothing is on its way to the server; what waits for the server to be back is not. */
  saved(): Promise<void> {
    const isSaved = () => this.#pending.size <= this.#waiting.size;
    if (isSaved()) return Promise.resolve();
    return new Promise((resolve) => {
      const stop = this.onChange(() => {
        if (!isSaved()) return;
        stop();
        resolve();
      });
    });
  }

  /** Returns a way to stop listening. */
  onChange(listener: (change: Change) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Forgets all marks, because another person is signed in. */
  reset(): void {
    this.#marks.clear();
    owned.reset();
    this.#reading.clear();
    this.#waiting.clear();
    /* eslint-disable svelte/prefer-svelte-reactivity -- nothing shows these */
    this.#requested = new Set();
    this.#pending = new Map();
    this.#writes = new MarkWrites();
    /* eslint-enable svelte/prefer-svelte-reactivity */
    this.#queue = [];
  }

  /** Reads the marks of a film; all films wanted in the same task share a request. */
  want(id: number): void {
    if (session.user === null || this.#requested.has(id)) return;
    this.#requested.add(id);
    this.#reading.add(id);
    if (this.#queue.push(id) === 1) queueMicrotask(() => this.#read());
  }

  /** Reads the marks of a film again, because its viewings have changed. */
  reread(id: number): void {
    this.#requested.delete(id);
    this.want(id);
  }

  /** Who rates a film has seen it; other stars for a film to be seen again change nothing else. */
  rate(film: NamedFilm, rating: number | null): void {
    const before = this.of(film.id);
    const off = rating !== null && before.rating === null && before.watchlist;
    const text = rating === null ? t.marks.unrated(film.title) : t.marks.rated(film.title, rating);
    this.#change(
      film,
      { rating, ...(off && { watchlist: false }) },
      off ? `${text} ${t.diary.offWatchlist}` : text,
    );
  }

  /** Puts a film on the watchlist or takes it off; a film that is put on it is hidden no longer. */
  setWatchlist(film: NamedFilm, on: boolean): void {
    const unhides = on && this.of(film.id).hidden;
    const texts = [t.marks.watchlisted(film.title, on), ...(unhides ? [t.diary.unhidden] : [])];
    this.#change(film, { watchlist: on, ...(unhides && { hidden: false }) }, texts.join(' '));
  }

  /** Hides a film or shows it again; a film that is hidden leaves the watchlist. */
  setHidden(film: NamedFilm, on: boolean): void {
    const off = on && this.of(film.id).watchlist;
    const texts = [t.marks.hid(film.title, on), ...(off ? [t.diary.offWatchlist] : [])];
    this.#change(film, { hidden: on, ...(off && { watchlist: false }) }, texts.join(' '));
  }

  /** Sets or removes a viewing; a film just seen leaves the watchlist. The toast offers another day. */
  setWatched(film: NamedFilm, on: string | null | undefined): void {
    const before = this.of(film.id);
    const off = on !== undefined && before.watched === undefined && before.watchlist;
    const text =
      on === undefined ? t.diary.notSeen(film.title) : t.diary.seen(film.title, on, on === today());
    if (on !== undefined) this.#writes.forget(film.id);
    this.#change(
      film,
      { watched: on, ...(off && { watchlist: false }) },
      off ? `${text} ${t.diary.offWatchlist}` : text,
      on === undefined
        ? undefined
        : {
            title: film.title,
            value: () => this.of(film.id).watched ?? null,
            set: (day) => this.setWatched(film, day),
          },
    );
  }

  /**
   * @param wanted the mark that a person sets, and after it those that contradict it.
   * @param text what the toast says; null where a change is taken back.
   */
  #change(film: NamedFilm, wanted: Partial<FilmMarks>, text: string | null, day?: DayChoice): void {
    const marks = this.of(film.id);
    const fields = (Object.keys(wanted) as MarkField[]).filter((it) => wanted[it] !== marks[it]);
    if (fields.length === 0) return;
    const before = Object.fromEntries(fields.map((field) => [field, marks[field]]));
    const writes = fields.map((field) => ({ field, write: this.#prepare(film, field, wanted) }));
    if (text === null) toast.clear();
    else {
      const run = () => {
        announcer.say(t.marks.undone);
        this.#change(film, before, null);
      };
      toast.show({ text, outcome: 'done', action: { label: t.marks.undo, run }, day });
    }
    for (const field of fields) this.#notify({ id: film.id, field, phase: 'wanted' });
    for (const { field, write } of writes) void this.#save(film, field, write, this.#pending);
  }

  #prepare(film: NamedFilm, field: MarkField, wanted: Partial<FilmMarks>): PendingWrite {
    const kept = this.of(film.id)[field];
    const key = `${film.id} ${field}`;
    const write = this.#pending.get(key) ?? { film, field, kept, wanted: kept, running: false };
    this.#pending.set(key, write);
    write.wanted = wanted[field];
    this.#apply(film.id, field, wanted[field]);
    return write;
  }

  /** One request at a time for each field of a film; the last write is the one that holds. */
  async #save(
    film: NamedFilm,
    field: MarkField,
    write: PendingWrite,
    pending: Map<string, PendingWrite>,
  ): Promise<void> {
    if (write.running || this.#waiting.has(`${film.id} ${field}`)) return;
    write.running = true;
    const key = `${film.id} ${field}`;
    let phase: Change['phase'] | 'waiting' = 'kept';
    try {
      while (write.wanted !== write.kept && pending === this.#pending) {
        const sent = write.wanted;
        await this.#writes.send(film.id, field, sent);
        write.kept = sent;
      }
    } catch (error) {
      if (pending !== this.#pending) return;
      if (error instanceof Unreachable) {
        // The mark stays as wanted and is saved once the server is back.
        phase = 'waiting';
        this.#waiting.add(key);
        connection.lost(() => {
          this.#waiting.delete(key);
          if (pending === this.#pending) void this.#save(film, field, write, pending);
        });
        return;
      }
      phase = 'failed';
      const { wanted, kept } = write;
      this.#apply(film.id, field, kept);
      explain(film.title, error, () => this.#change(film, { [field]: wanted }, null));
      if (!isFailure(error)) throw error;
    } finally {
      write.running = false;
      if (phase !== 'waiting') {
        pending.delete(key);
        if (pending === this.#pending) this.#notify({ id: film.id, field, phase });
      }
    }
  }

  async #read(): Promise<void> {
    const requested = this.#requested;
    const ids = this.#queue.splice(0, MOST_AT_ONCE);
    if (this.#queue.length > 0) queueMicrotask(() => this.#read());
    if (ids.length === 0) return;
    try {
      const { items } = await api.getMarks(ids, new AbortController().signal);
      if (requested !== this.#requested) return;
      for (const item of items) this.#receive(item);
    } catch (error) {
      if (requested !== this.#requested) return;
      if (!isFailure(error)) throw error;
      for (const id of ids) requested.delete(id);
      if (error instanceof Problem && error.status === 401) session.expire();
      if (error instanceof Unreachable) connection.lost(() => ids.forEach((id) => this.want(id)));
    } finally {
      if (requested === this.#requested) for (const id of ids) this.#reading.delete(id);
    }
  }

  /** Keeps fields with a pending write, which is newer than the answer. */
  #receive(item: Awaited<ReturnType<typeof api.getMarks>>['items'][number]): void {
    const id = item.movie_id;
    owned.note(id, item.owned);
    const found: FilmMarks = {
      rating: item.rating,
      watchlist: item.in_watchlist,
      hidden: item.hidden,
      watched: item.watched ? item.watched_on : undefined,
    };
    for (const field of Object.keys(found) as MarkField[]) {
      if (this.#pending.has(`${id} ${field}`))
        Object.assign(found, { [field]: this.of(id)[field] });
    }
    this.#marks.set(id, found);
  }

  #apply(id: number, field: MarkField, value: FilmMarks[MarkField]): void {
    this.#marks.set(id, { ...this.of(id), [field]: value });
  }

  #notify(change: Change): void {
    for (const listener of [...this.#listeners]) listener(change);
  }
}

export const marks = new AllMarks();
session.onChange(() => marks.reset());

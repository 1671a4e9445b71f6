import * as api from '$lib/api/me';
import { newKey } from '$lib/api/keys';
import type { Viewing } from '$lib/api/models';
import { isFailure } from '$lib/api/problem';
import { t } from '$lib/i18n';
import { announcer } from './announcer.svelte';
import { today } from './days';
import { marks, type NamedFilm } from './marks.svelte';
import { explain } from './not-kept';
import { toast, type DayChoice } from './toast.svelte';

type Values = Pick<Viewing, 'watched_on' | 'note'>;

/**
 * What a person does about the viewings of films. Unlike marks, a viewing is shown when the server
 * has kept it, because its place and number among others are the server's to say.
 */
export class Viewings {
  // eslint-disable-next-line svelte/prefer-svelte-reactivity -- nothing shows these
  readonly #listeners = new Set<() => void>();

  /** Runs `listener` when viewings have changed on the server; returns a way to stop listening. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Enters that a film was seen once more, today; the toast takes another day. */
  async again(film: NamedFilm, key = newKey(), on = today()): Promise<void> {
    await this.#keep(
      film,
      () => this.again(film, key, on),
      async () => {
        let viewing = await api.postViewing({ movie_id: film.id, watched_on: on, note: '' }, key);
        const day: DayChoice = {
          title: film.title,
          value: () => viewing.watched_on,
          set: (to) => {
            const values = { watched_on: to, note: viewing.note };
            viewing = { ...viewing, ...values };
            void this.change(viewing, values);
          },
        };
        this.#say(t.diary.seenAgain(film.title, viewing.number), () => this.#delete(viewing), day);
      },
    );
  }

  /** Sets day and note of a viewing. */
  async change(viewing: Viewing, values: Values, before: Values = viewing): Promise<boolean> {
    const retry = () => this.change(viewing, values, before);
    return this.#keep(viewing.movie, retry, async () => {
      await api.putViewing(viewing.id, values);
      const { title } = viewing.movie;
      const text =
        values.note === before.note
          ? t.diary.seen(title, values.watched_on, values.watched_on === today())
          : t.diary.noted(title, values.note !== '');
      const { watched_on, note } = before;
      this.#say(text, () => this.#put(viewing, { watched_on, note }));
    });
  }

  /** Deletes a viewing; a film's only one is a mark to be taken off. */
  async remove(viewing: Viewing): Promise<void> {
    const { movie } = viewing;
    await this.#keep(
      movie,
      () => this.remove(viewing),
      async () => {
        const all = await api.getViewingsOf(movie.id, new AbortController().signal);
        if (all.length <= 1) return marks.setWatched(movie, undefined);
        await api.deleteViewing(viewing.id);
        this.#say(t.diary.removed(movie.title), () => this.#enter(viewing));
      },
    );
  }

  async #delete(viewing: Viewing): Promise<void> {
    await this.#keep(
      viewing.movie,
      () => this.#delete(viewing),
      () => api.deleteViewing(viewing.id),
    );
  }

  async #put(viewing: Viewing, values: Values): Promise<void> {
    await this.#keep(
      viewing.movie,
      () => this.#put(viewing, values),
      () => api.putViewing(viewing.id, values),
    );
  }

  async #enter({ movie, watched_on, note }: Viewing): Promise<void> {
    const viewing = { movie_id: movie.id, watched_on, note };
    const key = newKey();
    const enter = async () => {
      await this.#keep(movie, enter, () => api.postViewing(viewing, key));
    };
    await enter();
  }

  #say(text: string, undo: () => Promise<void>, day?: DayChoice): void {
    const run = () => {
      announcer.say(t.marks.undone);
      void undo();
    };
    toast.show({ text, outcome: 'done', action: { label: t.marks.undo, run }, day });
  }

  /** Runs a write, and says so where it fails; returns whether it was kept. */
  async #keep(
    film: NamedFilm,
    retry: () => Promise<unknown>,
    write: () => Promise<unknown>,
  ): Promise<boolean> {
    try {
      await write();
    } catch (error) {
      if (!isFailure(error)) throw error;
      explain(film.title, error, () => void retry());
      return false;
    }
    marks.reread(film.id);
    for (const listener of this.#listeners) listener();
    return true;
  }
}

export const viewings = new Viewings();

import * as api from '$lib/api/lists';
import type { FilmList, ListEntry, ListImport, Movie } from '$lib/api/models';
import { isFailure, Problem } from '$lib/api/problem';
import { t } from '$lib/i18n';
import { announcer } from './announcer.svelte';
import { Loader } from './loader.svelte';
import type { NamedFilm } from './marks.svelte';
import { toast } from './toast.svelte';

/** What went wrong with a change of a list, in the page's words. */
export function sayFailure(error: unknown): void {
  if (!isFailure(error)) throw error;
  const full = error instanceof Problem && error.type.endsWith('#list-full');
  const text =
    error instanceof Problem ? (full ? t.lists.full : t.settings.failed) : t.account.unreachable;
  toast.show({ text, outcome: 'failed', action: null });
}

/** Puts a film into a list; the toast says so and takes it back. */
export async function addTo(
  list: { id: number; name: string },
  film: NamedFilm,
): Promise<FilmList | null> {
  try {
    const changed = await api.putIntoList(list.id, film.id);
    toast.show({ text: t.lists.added(film.title, list.name), outcome: 'done', action: null });
    return changed;
  } catch (error) {
    sayFailure(error);
    return null;
  }
}

/** A list as its owner or an editor sees and changes it. */
export class ListState {
  readonly list = new Loader<FilmList>();

  constructor(readonly id: number) {}

  get value(): FilmList | null {
    return this.list.value;
  }

  load(): void {
    void this.list.load((signal) => api.getList(this.id, signal));
  }

  async add(movie: Movie): Promise<void> {
    const list = this.value;
    const changed = list && (await addTo(list, movie));
    if (changed) this.list.set(changed);
  }

  /** Takes a film off at once; the toast puts it back where it was. */
  async take({ movie, position, note }: ListEntry): Promise<void> {
    const list = this.value;
    if (!list) return;
    await this.run(async () => {
      await api.takeFromList(this.id, movie.id);
      toast.show({
        text: t.lists.removed(movie.title, list.name),
        outcome: 'done',
        action: {
          label: t.marks.undo,
          run: () => void this.run(() => api.putIntoList(this.id, movie.id, { position, note })),
        },
      });
      return api.getList(this.id, new AbortController().signal);
    });
  }

  async move({ movie }: ListEntry, position: number): Promise<void> {
    await this.run(() => api.putIntoList(this.id, movie.id, { position }));
    announcer.say(t.lists.moved(movie.title, position));
  }

  /** Says something about a film of the list, or nothing any longer; resolves to whether it was kept. */
  async note({ movie }: ListEntry, note: string): Promise<boolean> {
    const kept = await this.run(() => api.putIntoList(this.id, movie.id, { note }));
    if (kept) announcer.say(t.diary.noted(movie.title, note !== ''));
    return kept;
  }

  /** Puts the films of files at the end; a file that cannot be read is an error. */
  async importFiles(files: readonly File[]): Promise<ListImport> {
    const done = await api.importIntoList(this.id, files);
    this.list.set(done.film_list);
    return done;
  }

  rename(words: api.ListWords): Promise<boolean> {
    return this.run(() => api.changeList(this.id, words));
  }

  async setLink(link: api.ListLink, on: boolean): Promise<void> {
    const done = await this.run(() => api.setListLink(this.id, link, on));
    if (done && !on) announcer.say(t.lists.dropped);
  }

  async removeEditor(editor: number): Promise<void> {
    await this.run(async () => {
      await api.removeEditor(this.id, editor);
      return api.getList(this.id, new AbortController().signal);
    });
  }

  stop(): void {
    this.list.stop();
  }

  /** Shows what a change came to; resolves to whether it was kept. */
  async run(call: () => Promise<FilmList>): Promise<boolean> {
    try {
      this.list.set(await call());
      return true;
    } catch (error) {
      sayFailure(error);
      return false;
    }
  }
}

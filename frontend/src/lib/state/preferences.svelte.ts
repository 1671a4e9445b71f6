import { getPreferences, putPreferences } from '$lib/api/me';
import { isFailure, Problem, type Failure } from '$lib/api/problem';
import type { Preferences } from '$lib/api/models';
import { t } from '$lib/i18n';
import { Loader } from './loader.svelte';
import { session } from './session.svelte';
import { toast } from './toast.svelte';

export type TermKind = 'genre' | 'tag';
/** More of a term, none of it, or no preference. */
export type Preference = 'more' | 'less' | null;

const fields = {
  genre: { more: 'genres', less: 'exclude_genres' },
  tag: { more: 'tags', less: 'exclude_tags' },
} as const;

/**
 * The preferences of a person, changed at once and saved in the background; the last change wins.
 */
export class PreferencesState {
  readonly #saved = new Loader<Preferences>();
  #wanted = $state.raw<Preferences | null>(null);
  #saving = false;
  #requested = false;
  // eslint-disable-next-line svelte/prefer-svelte-reactivity -- nothing shows this list
  readonly #listeners = new Set<() => void>();

  get value(): Preferences | null {
    return this.#wanted ?? this.#saved.value;
  }

  get failure(): Failure | null {
    return this.#saved.failure;
  }

  ensure(): void {
    if (this.#requested || session.user === null) return;
    this.#requested = true;
    void this.#saved.load(getPreferences);
  }

  /** Runs `listener` after the server has kept a change, which makes earlier results stale. */
  onKept(listener: () => void): void {
    this.#listeners.add(listener);
  }

  preferenceOf(kind: TermKind, name: string): Preference {
    const { more, less } = fields[kind];
    if (this.value?.[more].includes(name)) return 'more';
    return this.value?.[less].includes(name) ? 'less' : null;
  }

  prefer(kind: TermKind, name: string, preference: Preference): void {
    const now = this.value;
    if (!now) return;
    const { more, less } = fields[kind];
    const others = (field: typeof more | typeof less) =>
      now[field].filter((other) => other !== name);
    void this.change({
      [more]: preference === 'more' ? [...others(more), name] : others(more),
      [less]: preference === 'less' ? [...others(less), name] : others(less),
    });
  }

  excludesPerson(id: number): boolean {
    return this.value?.exclude_people.includes(id) ?? false;
  }

  excludePerson(id: number, on: boolean): void {
    const others = this.value?.exclude_people.filter((other) => other !== id);
    if (others) void this.change({ exclude_people: on ? [...others, id] : others });
  }

  /** Resolves to whether the server kept the change. */
  async change(part: Partial<Preferences>): Promise<boolean> {
    const now = this.value;
    if (!now) return false;
    this.#wanted = { ...now, ...part };
    if (this.#saving) return true; // The save under way goes on with what is wanted by then.
    this.#saving = true;
    try {
      let sent: Preferences | null = null;
      while (this.#wanted !== null && this.#wanted !== sent) {
        sent = this.#wanted;
        await putPreferences(sent);
      }
      if (sent) this.#saved.set(sent);
      this.#wanted = null;
      for (const listener of this.#listeners) listener();
      return true;
    } catch (error) {
      this.#wanted = null;
      if (!isFailure(error)) throw error;
      this.#explain(error, part);
      return false;
    } finally {
      this.#saving = false;
    }
  }

  #explain(failure: Failure, part: Partial<Preferences>): void {
    toast.show({
      text: failure instanceof Problem ? t.settings.failed : t.error.unreachable,
      outcome: 'failed',
      action: { label: t.error.retry, run: () => void this.change(part) },
    });
  }

  reset(): void {
    this.#requested = false;
    this.#wanted = null;
    this.#saved.set(null);
  }
}

export const preferences = new PreferencesState();
session.onChange(() => preferences.reset());

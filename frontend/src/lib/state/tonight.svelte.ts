import { chooseTonight } from '$lib/api/tonight';
import type { Tonight, TonightMovie, TonightRequest, TonightWishes } from '$lib/api/models';
import { Loader } from './loader.svelte';
import { company } from './company.svelte';
import { chosenOf, unwantedMoods, type Evening } from './tonight-address';

const LISTED = 12;

/** What an evening is to be like, without who is there; what rests for tonight is left out. */
export function wishesOf(evening: Evening): TonightWishes {
  const unwanted = chosenOf(unwantedMoods, evening.without).map((mood) => [
    mood,
    -(evening.without[mood] ?? 0),
  ]);
  const moods: Record<string, number> = {
    ...evening.moods,
    ...(Object.fromEntries(unwanted) as Record<string, number>),
  };
  const filters = {
    ...(evening.minutes === null ? {} : { runtime_max: evening.minutes }),
    ...(evening.owned ? { owned: true } : {}),
  };
  return {
    ...(evening.minutes === null && !evening.owned ? {} : { filters }),
    moods,
    ...(evening.words === '' ? {} : { words: evening.words }),
    ...(evening.age === null ? {} : { youngest: evening.age }),
    seen: evening.novelty,
    watchlists_first: evening.watchlists,
    ...(evening.shorts ? { short_films: true } : {}),
    fairness: evening.fairness,
    limit: LISTED,
    not_tonight: [...company.resting],
  } as TonightWishes;
}

/** What the API is asked for an evening; `you` is what a reader without an account is called. */
export const requestOf = (evening: Evening, you: string): TonightRequest => ({
  ...wishesOf(evening),
  people: company.people(evening.companions, you),
});

/** How a film suits several people: shares of what suits each best, and who gets least of it. */
export interface Balance {
  mean: number;
  least: number;
  /** A name; null is the reader. */
  who: string | null;
}

/** The films for an evening; one of the picks is shown large. */
export class TonightFilms {
  readonly answer = new Loader<Tonight>();
  #preferred = $state<number | null>(null);

  /** The film shown large: the one that somebody would rather see, else the best. */
  get film(): TonightMovie | null {
    const picks = this.answer.value?.picks ?? [];
    return picks.find(({ movie }) => movie.id === this.#preferred) ?? picks[0] ?? null;
  }

  /** How the film shown suits those who are here; null of somebody alone, and where nothing is known. */
  get balance(): Balance | null {
    const people = this.answer.value?.people ?? [];
    const together = this.film?.satisfaction;
    if (!together || people.filter((watcher) => watcher.has_say).length < 2) return null;
    const least = people.find(({ person }) => person === together.least_person);
    if (!least) return null;
    return { ...together, who: least.kind === 'me' ? null : least.name };
  }

  get others(): readonly TonightMovie[] {
    return (this.answer.value?.picks ?? []).filter((pick) => pick !== this.film);
  }

  /** What comes after the picks. */
  get rest(): readonly TonightMovie[] {
    // eslint-disable-next-line svelte/prefer-svelte-reactivity -- local
    const picked = new Set(this.answer.value?.picks.map(({ movie }) => movie.id));
    return (this.answer.value?.movies ?? []).filter(({ movie }) => !picked.has(movie.id));
  }

  async ask(evening: Evening, you: string): Promise<Tonight | null> {
    const request = requestOf(evening, you);
    return this.answer.load(() => chooseTonight(request));
  }

  prefer(id: number): void {
    this.#preferred = id;
  }

  stop(): void {
    this.answer.stop();
  }
}

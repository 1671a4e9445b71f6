import { popularMovies, type Filters } from '$lib/api/client';
import type { Movie } from '$lib/api/models';
import type { t } from '$lib/i18n';
import { Loader } from './loader.svelte';
import { emptyQuery } from './query';
import { varied } from './varied';

export type GroupName = keyof typeof t.welcome.groups;

/** The groups and their filters; together they show many parts of the catalogue. */
const groups: readonly { name: GroupName; filters: Partial<Filters> }[] = [
  { name: 'known', filters: {} },
  { name: 'laugh', filters: { genres: ['Comedy'] } },
  { name: 'tension', filters: { genres: ['Thriller'] } },
  { name: 'far', filters: { genres: ['Sci-Fi'] } },
  { name: 'heart', filters: { genres: ['Romance'] } },
  { name: 'drawn', filters: { genres: ['Animation'] } },
  { name: 'recent', filters: { yearMin: 2015 } },
  { name: 'world', filters: { excludeLanguages: ['English'] } },
  { name: 'eighties', filters: { yearMin: 1980, yearMax: 1999 } },
  { name: 'old', filters: { yearMax: 1969 } },
  { name: 'dark', filters: { genres: ['Horror'] } },
];

/** How many films of a group are shown at once; others come up for those that were not seen. */
export const LISTED = 12;
const FETCHED = 60;
const KEPT = 24;

export interface Group {
  name: GroupName;
  movies: Movie[];
}

/** How many groups there are at most; those in which the catalogue has no film stay empty. */
export const GROUPS = groups.length;

/** Films to pick from, in groups, the best known first; no film is in two of them. */
export class WelcomeFilms {
  readonly groups = new Loader<readonly Group[]>();
  #wanted = 0;

  /** Loads the groups up to a number, as they come near the window: each is a request of its own. */
  async want(count: number): Promise<void> {
    this.#wanted = Math.max(this.#wanted, Math.min(count, GROUPS));
    let there = this.groups.value ?? [];
    while (there.length < this.#wanted && !this.groups.loading) {
      const more = await this.#extend(there, groups.slice(there.length, this.#wanted));
      if (more === null) return; // Whoever tries again wants the rest again.
      there = more;
    }
  }

  #extend(before: readonly Group[], by: typeof groups): Promise<readonly Group[] | null> {
    return this.groups.load(async (signal) => {
      const pages = await Promise.all(
        by.map(({ filters }) =>
          popularMovies({ ...emptyQuery, ...filters }, { limit: FETCHED, cursor: null }, signal),
        ),
      );
      // eslint-disable-next-line svelte/prefer-svelte-reactivity -- local
      const seen = new Set(before.flatMap(({ movies }) => movies.map(({ id }) => id)));
      const found = by.map(({ name }, i) => {
        const fresh = (pages[i]?.items ?? []).filter(({ movie }) => !seen.has(movie.id));
        const movies = varied(fresh.map(({ movie }) => movie)).slice(0, KEPT);
        for (const { id } of movies) seen.add(id);
        return { name, movies };
      });
      return [...before, ...found];
    });
  }
}

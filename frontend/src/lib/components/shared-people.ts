import type { Contribution } from '$lib/api/models';
import { t } from '$lib/i18n';

const MOST = 2;

/** Whom a marked film shares with the recommended film: its directors, else its cast; or null. */
export function sharedPeople({ people }: Pick<Contribution, 'people'>): string | null {
  for (const role of ['director', 'cast'] as const) {
    const names = people.filter((person) => person.role === role).map(({ name }) => name);
    if (names.length > 0) return t.forYou.also[role](names.slice(0, MOST));
  }
  return null;
}

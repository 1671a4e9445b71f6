/** The texts about those who make films and are in them. */
import { counted, number } from '$lib/locale/format';

const films = (count: number) => counted(count, 'film', 'films');

export const people = {
  role: { director: 'director', writer: 'writer', cast: 'actor', composer: 'composer' },
  /** On chips of filters. */
  inRole: {
    director: (name: string) => `director: ${name}`,
    writer: (name: string) => `writer: ${name}`,
    cast: (name: string) => `actor: ${name}`,
    composer: (name: string) => `composer: ${name}`,
  },
  anyRole: 'any role',
  /** Until the name is known. */
  unnamed: 'a person',
  /** One beneath the other in a person's films. */
  tab: { director: 'Director', writer: 'Writer', cast: 'Actor', composer: 'Composer' },
  /** In the taste of a person. */
  group: { director: 'Directors', cast: 'Actors' },
  all: 'All',
  roles: 'By what they did',
  /** After a number. */
  filmsOf: (count: number): string => (count === 1 ? 'film' : 'films'),
  onlyRole: {
    director: (count: number) => `Directed ${films(count)} here.`,
    writer: (count: number) => `Wrote ${films(count)} here.`,
    cast: (count: number) => `In the cast of ${films(count)} here.`,
    composer: (count: number) => `Wrote the music of ${films(count)} here.`,
  },
  seen: (seen: number, count: number) =>
    seen === 0
      ? `You have seen none of these ${number(count)}.`
      : `You have seen ${number(seen)} of ${number(count)}.`,
  as: (character: string) => `as ${character}`,
  imdb: 'IMDb',
  sort: 'Sort by',
  sorts: { year: 'Newest first', rating: 'Rating', predicted: 'For you' },
  films: 'Films',
  shown: (count: number) => `${films(count)} shown`,
  loading: 'Loading the person',
  missingTitle: 'No such person',
  missing: 'This catalogue credits nobody under that address.',
};

/** Die Texte über die, die Filme machen und in ihnen spielen. */
import type * as en from '../en/people';
import { counted, number } from '$lib/locale/format';

const films = (count: number) => counted(count, 'Film', 'Filme');
const ofFilms = (count: number) => counted(count, 'Film', 'Filmen');

export const people: typeof en.people = {
  role: { director: 'Regie', writer: 'Buch', cast: 'Schauspiel', composer: 'Musik' },
  inRole: {
    director: (name) => `Regie: ${name}`,
    writer: (name) => `Buch: ${name}`,
    cast: (name) => `Schauspiel: ${name}`,
    composer: (name) => `Musik: ${name}`,
  },
  anyRole: 'alles',
  unnamed: 'ein Mensch',
  tab: { director: 'Regie', writer: 'Buch', cast: 'Schauspiel', composer: 'Musik' },
  group: { director: 'Regie', cast: 'Darsteller' },
  all: 'Alle',
  roles: 'Nach Aufgabe',
  filmsOf: (count) => (count === 1 ? 'Film' : 'Filme'),
  onlyRole: {
    director: (count) => `Regie bei ${ofFilms(count)} hier.`,
    writer: (count) => `Buch zu ${ofFilms(count)} hier.`,
    cast: (count) => `In der Besetzung von ${ofFilms(count)} hier.`,
    composer: (count) => `Musik zu ${ofFilms(count)} hier.`,
  },
  seen: (seen, count) =>
    seen === 0
      ? `Von diesen ${number(count)} hast du noch keinen gesehen.`
      : `Du hast ${number(seen)} von ${number(count)} gesehen.`,
  as: (character) => `als ${character}`,
  imdb: 'IMDb',
  sort: 'Sortieren nach',
  sorts: { year: 'Neueste zuerst', rating: 'Bewertung', predicted: 'Für dich' },
  films: 'Filme',
  shown: (count) => `${films(count)} zu sehen`,
  loading: 'Die Person wird geladen',
  missingTitle: 'Diesen Menschen gibt es nicht',
  missing: 'Unter dieser Adresse nennt der Katalog niemanden.',
};

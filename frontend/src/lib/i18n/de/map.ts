/** Die Texte der Karte. */
import { counted, number } from '$lib/locale/format';
import type * as en from '../en/map';
import { chips, film, genre } from './films';

const films = (count: number) => counted(count, 'Film', 'Filme');
const ofFilms = (count: number) => counted(count, 'Film', 'Filmen');
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

export const map: typeof en.map = {
  title: 'Karte',
  lead: (count) => `${films(count)}, jeder ein Stern. Was sich ähnelt, steht beieinander.`,
  canvas: 'Karte aller Filme',
  help: 'Ziehen bewegt, Rad oder zwei Finger holen heran. Pfeiltasten bewegen, Plus und Minus zoomen, 0 zeigt alles. Die Liste neben der Karte und die Gegenden darunter sagen dasselbe in Worten.',
  closer: 'Näher',
  farther: 'Weiter weg',
  whole: 'Alles zeigen',
  toMe: 'Zu mir',
  you: 'Du',
  films,
  count: number,
  layers: 'Was leuchtet',
  lightBy: 'Filme leuchten lassen nach',
  kind: { genre: 'Genre', mood: 'Stimmung', decade: 'Jahrzehnt', country: 'Land' },
  lightNote: (most) => `Bis zu ${number(most)} zugleich, jedes mit eigener Farbe und Form.`,
  moodNote:
    'Stimmungen sind geschätzt, wo niemand sie genannt hat; bei manchen Filmen stimmen sie nicht.',
  allLayers: (count) => `Alle ${number(count)}`,
  layer: ({ kind, name }) =>
    kind === 'genre'
      ? genre(name)
      : kind === 'mood'
        ? capital(film.mood(name))
        : kind === 'decade'
          ? `${name}er`
          : kind === 'country'
            ? chips.country(name)
            : `„${name}“`,
  lit: 'Leuchtet auf der Karte',
  nothingLit: 'Nichts leuchtet. Wähle oben etwas aus, oder suche.',
  noHits: 'kein Film gefunden',
  putOut: (name) => `${name} nicht mehr leuchten lassen`,
  search: 'Auf der Karte suchen',
  searchPlaceholder: 'Titel oder Thema',
  light: 'Leuchten lassen',
  titled: 'Filme mit diesem Titel',
  here: 'In der Nähe',
  me: 'Um dich herum',
  listOf: 'Welche Filme in der Liste stehen',
  inViewNote: (shown, all) =>
    shown < all
      ? `${number(shown)} von ${ofFilms(all)}, die bekanntesten zuerst.`
      : `${films(all)}.`,
  nearNote: (shown) => `${films(shown)} in deiner Nähe, der nächste zuerst.`,
  hitsNote: (shown, all) =>
    shown < all
      ? `${number(shown)} von ${ofFilms(all)}, die besten Treffer zuerst.`
      : `${films(all)}.`,
  without: 'Ohne Bewertetes, Gesehenes und Ausgeblendetes.',
  nothing: 'Kein Film ist im Bild.',
  nothingNew: 'Alle Filme im Bild hast du bewertet, gesehen oder ausgeblendet.',
  noneLit: 'Nichts, was leuchtet, ist im Bild.',
  regions: 'Gegenden der Karte',
  regionsNote: 'Jeder Name gilt für die meisten Filme dort. Ein Druck führt hin.',
  loading: 'Die Karte wird gezeichnet',
  noMap: 'Zu dieser Ausgabe gibt es noch keine Karte.',
};

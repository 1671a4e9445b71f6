import { counted, dayInYear, listed, monthName, number, plainDay } from '$lib/locale/format';
import type * as en from '../en/diary';

const TIMES = [
  ...['ersten', 'zweiten', 'dritten', 'vierten', 'fünften', 'sechsten', 'siebten', 'achten'],
  ...['neunten', 'zehnten', 'elften', 'zwölften'],
];
const time = (count: number) => `${TIMES[count - 1] ?? `${number(count)}.`} Mal`;

export const diary: typeof en.diary = {
  seen: (title, day, today) => {
    if (today) return `${title}: heute gesehen.`;
    return day === null
      ? `${title}: irgendwann gesehen.`
      : `${title}: am ${plainDay(day)} gesehen.`;
  },
  notSeen: (title) => `${title} steht nicht mehr im Tagebuch.`,
  offWatchlist: 'Von der Merkliste ist er herunter.',
  unhidden: 'Er darf wieder vorgeschlagen werden.',
  again: 'Wieder gesehen',
  againOf: (title) => `Heute wieder gesehen: ${title}`,
  seenAgain: (title, count) => `${title}: heute gesehen, zum ${time(count)}.`,
  time: (count) => `Zum ${time(count)}`,
  today: 'Heute',
  todayOf: (title) => `Heute: ${title}`,
  noDay: 'Kein Tag',
  noDayOf: (title) => `Kein Tag: ${title}`,
  addNote: 'Notiz hinzufügen',
  editNote: 'Notiz ändern',
  addNoteOn: (title) => `Notiz hinzufügen: ${title}`,
  editNoteOn: (title) => `Notiz ändern: ${title}`,
  note: (title) => `Deine Notiz zu ${title}`,
  save: 'Speichern',
  cancel: 'Abbrechen',
  left: (count) => `Noch ${counted(count, 'Zeichen', 'Zeichen')}`,
  noted: (title, some) => (some ? `${title}: Notiz gespeichert.` : `${title}: Notiz gelöscht.`),
  removed: (title) => `${title}: Ein Eintrag ist aus dem Tagebuch gelöscht.`,
  years: 'Jahre des Tagebuchs',
  allYears: 'Alle Jahre',
  inYear: (year) => `${year} in Filmen`,
  viewings: (count) => counted(count, 'Eintrag', 'Einträge'),
};

export const yearPage: typeof en.yearPage = {
  title: (year) => `${year} in Filmen`,
  loading: 'Es wird zurückgeblättert',
  missingTitle: 'Dieses Jahr gibt es nicht',
  missing: 'Das Kino begann 1888, und ein Jahr hat vier Ziffern.',
  emptyTitle: (year) => `${year} ist ein leeres Blatt`,
  empty: 'Kein Film in deinem Tagebuch hat einen Tag in diesem Jahr.',
  toDiary: 'Zum Tagebuch',
  guestTitle: 'Deine Jahre liegen hinter einer Tür',
  guest: 'Melde dich an, um auf das zurückzublicken, was du gesehen hast.',
  films: (count) => counted(count, 'Film', 'Filme'),
  of: (name) => `Das Tagebuch von ${name}`,
  viewings: (count) => `zusammen ${counted(count, 'Mal', 'Mal')} gesehen`,
  again: (count) => `${number(count)} davon nicht zum ersten Mal`,
  hours: (minutes) => counted(Math.round(minutes / 60), 'Stunde', 'Stunden'),
  hoursNote: (unknown) =>
    unknown === 0 ? 'im Dunkeln' : `und ${counted(unknown, 'Film', 'Filme')} von unbekannter Länge`,
  lost: (count) =>
    `${counted(count, 'Film', 'Filme')} aus diesem Jahr ${count === 1 ? 'fehlt' : 'fehlen'} im jetzigen Katalog.`,
  undated: (count) =>
    `${counted(count, 'Eintrag', 'Einträge')} ohne Tag ${count === 1 ? 'gehört' : 'gehören'} zu keinem Jahr.`,
  months: 'Monat für Monat',
  month: (month, count) => `${monthName(month)}: ${counted(count, 'Eintrag', 'Einträge')}`,
  initial: (month) => monthName(month).charAt(0),
  best: 'Das Beste des Jahres',
  firstAndLast: 'Der erste und der letzte',
  first: 'Der erste',
  last: 'Der letzte',
  seen: (days) => listed(days.map(dayInYear)),
  directors: 'Regie',
  actors: 'Besetzung',
  countries: 'Länder',
  wall: 'Alles, was du gesehen hast',
  before: (year) => `Zurück zu ${year}`,
  after: (year) => `Weiter zu ${year}`,
  otherYears: 'Andere Jahre',
  print: 'Drucken',
  picture: 'Als Bild speichern',
  pictureMade: 'Das Bild ist gespeichert.',
  pictureFailed: 'Das Bild ließ sich nicht machen.',
  file: (year) => `filme-${year}.png`,
  shown: (count) => counted(count, 'Film', 'Filme'),
};

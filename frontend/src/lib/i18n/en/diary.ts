/** The texts of the diary, and of a year of it. */
import {
  counted,
  dayInYear,
  listed,
  monthName,
  number,
  ordinalForm,
  plainDay,
} from '$lib/locale/format';

const TIMES = [
  ...['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth'],
  ...['tenth', 'eleventh', 'twelfth'],
];
const ENDINGS: Partial<Record<Intl.LDMLPluralRule, string>> = { one: 'st', two: 'nd', few: 'rd' };
const numeral = (count: number) => number(count) + (ENDINGS[ordinalForm(count)] ?? 'th');
const time = (count: number) => `${TIMES[count - 1] ?? numeral(count)} time`;

export const diary = {
  seen: (title: string, day: string | null, today: boolean) => {
    if (today) return `${title}: seen today.`;
    return day === null ? `${title}: seen, some day.` : `${title}: seen on ${plainDay(day)}.`;
  },
  notSeen: (title: string) => `${title} is out of your diary.`,
  offWatchlist: 'It is off your watchlist.',
  unhidden: 'It may be suggested again.',
  again: 'Seen again',
  againOf: (title: string) => `Seen again today: ${title}`,
  seenAgain: (title: string, count: number) => `${title}: seen today, for the ${time(count)}.`,
  time: (count: number) => `For the ${time(count)}`,
  today: 'Today',
  todayOf: (title: string) => `Today: ${title}`,
  noDay: 'No day',
  noDayOf: (title: string) => `No day: ${title}`,
  addNote: 'Add a note',
  editNote: 'Change the note',
  addNoteOn: (title: string) => `Add a note on ${title}`,
  editNoteOn: (title: string) => `Change the note on ${title}`,
  note: (title: string) => `Your note on ${title}`,
  save: 'Save',
  cancel: 'Cancel',
  left: (count: number) => `${counted(count, 'character', 'characters')} left`,
  noted: (title: string, some: boolean) =>
    some ? `${title}: note saved.` : `${title}: note removed.`,
  removed: (title: string) => `${title}: one viewing is out of your diary.`,
  years: 'Years of the diary',
  allYears: 'All years',
  inYear: (year: number) => `${year} in films`,
  viewings: (count: number) => counted(count, 'entry', 'entries'),
};

export const yearPage = {
  title: (year: number) => `${year} in films`,
  loading: 'Leafing back',
  missingTitle: 'No such year',
  missing: 'The pictures began in 1888, and a year has four digits.',
  emptyTitle: (year: number) => `${year} is a blank page`,
  empty: 'No film in your diary has a day in this year.',
  toDiary: 'To the diary',
  guestTitle: 'Your years are behind a door',
  guest: 'Sign in to look back on what you saw.',
  films: (count: number) => counted(count, 'film', 'films'),
  of: (name: string) => `The diary of ${name}`,
  viewings: (count: number) => `seen ${counted(count, 'time', 'times')} in all`,
  again: (count: number) => `${number(count)} of them not for the first time`,
  hours: (minutes: number) => counted(Math.round(minutes / 60), 'hour', 'hours'),
  hoursNote: (unknown: number) =>
    unknown === 0
      ? 'in the dark'
      : `and ${counted(unknown, 'film', 'films')} whose length is not known`,
  lost: (count: number) =>
    `${counted(count, 'film', 'films')} of that year ${count === 1 ? 'is' : 'are'} not in the present catalogue.`,
  undated: (count: number) =>
    `${counted(count, 'entry', 'entries')} without a day ${count === 1 ? 'is' : 'are'} in no year.`,
  months: 'Month by month',
  month: (month: number, count: number) =>
    `${monthName(month)}: ${counted(count, 'entry', 'entries')}`,
  initial: (month: number) => monthName(month).charAt(0),
  best: 'Best of the year',
  firstAndLast: 'First and last',
  first: 'The first',
  last: 'The last',
  seen: (days: readonly string[]) => listed(days.map(dayInYear)),
  directors: 'Directors',
  actors: 'Actors',
  countries: 'Countries',
  wall: 'Everything you saw',
  before: (year: number) => `Back to ${year}`,
  after: (year: number) => `On to ${year}`,
  otherYears: 'Other years',
  print: 'Print',
  picture: 'Save as a picture',
  pictureMade: 'The picture is saved.',
  pictureFailed: 'The picture could not be made.',
  file: (year: number) => `films-${year}.png`,
  shown: (count: number) => counted(count, 'film', 'films'),
};

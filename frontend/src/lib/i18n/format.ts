/** Numbers, dates and plurals the way the reader's browser writes them. */

/** The reader's own variety of the language, else the language. */
const varietyOf = (language: string): string =>
  (typeof navigator === 'undefined' ? [] : navigator.languages).find((tag) =>
    tag.startsWith(language),
  ) ?? language;

const formatsOf = (locale: string) => ({
  whole: new Intl.NumberFormat(locale, { maximumFractionDigits: 0 }),
  tenth: new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 }),
  some: new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }),
  third: new Intl.NumberFormat(locale, { minimumFractionDigits: 3, maximumFractionDigits: 3 }),
  signedHundredth: new Intl.NumberFormat(locale, {
    minimumFractionDigits: 2,
    maximumFractionDigits: 2,
    signDisplay: 'exceptZero',
  }),
  percent: new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 }),
  plurals: new Intl.PluralRules(locale),
  ordinals: new Intl.PluralRules(locale, { type: 'ordinal' }),
  longDay: new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long' }),
  moment: new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short' }),
  day: new Intl.DateTimeFormat(locale, { dateStyle: 'medium' }),
  dayUtc: new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' }),
  monthUtc: new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' }),
  list: new Intl.ListFormat(locale, { type: 'conjunction' }),
});

let formats = formatsOf(varietyOf('en'));

/** From now on everything is written in this language. */
export function setLocale(language: string): void {
  formats = formatsOf(varietyOf(language));
}

const utc = (day: string) => new Date(`${day}T00:00:00Z`);

export const number = (value: number) => formats.whole.format(value);
export const oneDecimal = (value: number) => formats.tenth.format(value);
/** 4 or 4.5. */
export const atMostTenth = (value: number) => formats.some.format(value);
/** For measures such as 0.312. */
export const threeDecimals = (value: number) => formats.third.format(value);
/** With its sign, two decimals: for sums. */
export const signed = (value: number) => formats.signedHundredth.format(value);
export const percent = (share: number) => formats.percent.format(share);
export const dayAndMonth = (date: Date) => formats.longDay.format(date);
export const dateAndTime = (date: Date) => formats.moment.format(date);
/** The day of a moment, where the reader is. */
export const dayOf = (moment: string) => formats.day.format(new Date(moment));
/** A day that is no moment, such as 2025-11-20. */
export const plainDay = (text: string) => formats.dayUtc.format(utc(text));
/** The month of such a day. */
export const monthOf = (text: string) => formats.monthUtc.format(utc(text));
export const listed = (items: readonly string[]) => formats.list.format(items);

/** The number with the form of the word that it asks for. */
export function counted(value: number, one: string, other: string): string {
  return `${number(value)} ${formats.plurals.select(value) === 'one' ? one : other}`;
}

/** The form of an ordinal number, such as two in 2nd. */
export const ordinalForm = (value: number) => formats.ordinals.select(value);

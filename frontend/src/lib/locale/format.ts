/** Numbers, dates and plurals the way the reader's browser writes them. */

/** The reader's own variety of the language, else the language. */
const varietyOf = (language: string): string =>
  (typeof navigator === 'undefined' ? [] : navigator.languages).find((tag) =>
    tag.startsWith(language),
  ) ?? language;

/** Makes one format of a locale. */
type Make<Format> = (locale: string) => Format;

const numbers =
  (options: Intl.NumberFormatOptions): Make<Intl.NumberFormat> =>
  (locale) =>
    new Intl.NumberFormat(locale, options);
const dates =
  (options: Intl.DateTimeFormatOptions): Make<Intl.DateTimeFormat> =>
  (locale) =>
    new Intl.DateTimeFormat(locale, options);

let locale = varietyOf('en');
let made = new Map<Make<unknown>, unknown>();

/** From now on everything is written in this language. */
export function setLocale(language: string): void {
  locale = varietyOf(language);
  made = new Map();
}

/**
 * The format of the present locale, made when it is first needed: all of them at once would keep a
 * phone busy for a tenth of a second before the first screen.
 */
function the<Format>(make: Make<Format>): Format {
  if (!made.has(make)) made.set(make, make(locale));
  return made.get(make) as Format;
}

const whole = numbers({ maximumFractionDigits: 0 });
const tenth = numbers({ minimumFractionDigits: 1, maximumFractionDigits: 1 });
const some = numbers({ maximumFractionDigits: 1 });
const third = numbers({ minimumFractionDigits: 3, maximumFractionDigits: 3 });
const hundredth = numbers({ minimumFractionDigits: 2, maximumFractionDigits: 2 });
const signedHundredth = numbers({
  minimumFractionDigits: 2,
  maximumFractionDigits: 2,
  signDisplay: 'exceptZero',
});
const hundredths = numbers({ style: 'percent', maximumFractionDigits: 0 });
const plurals: Make<Intl.PluralRules> = (of) => new Intl.PluralRules(of);
const ordinals: Make<Intl.PluralRules> = (of) => new Intl.PluralRules(of, { type: 'ordinal' });
const longDay = dates({ weekday: 'long', day: 'numeric', month: 'long' });
const moment = dates({ dateStyle: 'long', timeStyle: 'short' });
const clock = dates({ timeStyle: 'short' });
const day = dates({ dateStyle: 'medium' });
const dayUtc = dates({ dateStyle: 'medium', timeZone: 'UTC' });
const monthUtc = dates({ month: 'long', year: 'numeric', timeZone: 'UTC' });
const monthAlone = dates({ month: 'long', timeZone: 'UTC' });
const dayAndMonthUtc = dates({ day: 'numeric', month: 'long', timeZone: 'UTC' });
const list: Make<Intl.ListFormat> = (of) => new Intl.ListFormat(of, { type: 'conjunction' });

const utc = (text: string) => new Date(`${text}T00:00:00Z`);

export const number = (value: number) => the(whole).format(value);
export const oneDecimal = (value: number) => the(tenth).format(value);
/** 4 or 4.5. */
export const atMostTenth = (value: number) => the(some).format(value);
/** For measures such as 0.312. */
export const threeDecimals = (value: number) => the(third).format(value);
/** Two decimals, for what sums begin and end with. */
export const twoDecimals = (value: number) => the(hundredth).format(value);
/** With its sign, two decimals: for sums. */
export const signed = (value: number) => the(signedHundredth).format(value);
export const percent = (share: number) => the(hundredths).format(share);
export const dayAndMonth = (date: Date) => the(longDay).format(date);
export const dateAndTime = (date: Date) => the(moment).format(date);
/** The time on the clock in some minutes. */
export const timeIn = (minutes: number) => the(clock).format(Date.now() + minutes * 60_000);
/** The time on the clock of a moment. */
export const timeOf = (text: string) => the(clock).format(new Date(text));
/** The day of a moment, where the reader is. */
export const dayOf = (text: string) => the(day).format(new Date(text));
/** A day that is no moment, such as 2025-11-20. */
export const plainDay = (text: string) => the(dayUtc).format(utc(text));
/** The month of such a day. */
export const monthOf = (text: string) => the(monthUtc).format(utc(text));
/** The name of a month, from 1. */
export const monthName = (month: number) => the(monthAlone).format(Date.UTC(2000, month - 1));
/** A day such as 2025-11-20 without its year. */
export const dayInYear = (text: string) => the(dayAndMonthUtc).format(utc(text));
export const listed = (items: readonly string[]) => the(list).format(items);

/** The number with the singular or plural of its noun, by the language. */
export function counted(value: number, singular: string, plural: string): string {
  return `${number(value)} ${the(plurals).select(value) === 'one' ? singular : plural}`;
}

/** Hours and minutes of a running time; whole hours have no minutes, the first hour no hours. */
export function runtimeIn(minutes: number, hourUnit: string, minuteUnit: string): string {
  const hours = Math.floor(minutes / 60);
  const rest = minutes - 60 * hours;
  return [
    ...(hours > 0 ? [`${number(hours)} ${hourUnit}`] : []),
    ...(rest > 0 || hours === 0 ? [`${number(rest)} ${minuteUnit}`] : []),
  ].join(' ');
}

/** The form of an ordinal number, such as two in 2nd. */
export const ordinalForm = (value: number) => the(ordinals).select(value);

const LETTERS = [...'abcdefghijklmnopqrstuvwxyz'];
/** The codes of all countries or languages, by their names in English. */
const codes = (type: 'region' | 'language') => (): Map<string, string> => {
  const english = new Intl.DisplayNames('en', { type, fallback: 'none' });
  const pairs = LETTERS.flatMap((first) => LETTERS.map((second) => first + second));
  return new Map(
    pairs.map((pair) => {
      const code = type === 'region' ? pair.toUpperCase() : pair;
      return [english.of(code) ?? code, code];
    }),
  );
};
const regionCodes = codes('region');
const languageCodes = codes('language');
const regions: Make<Intl.DisplayNames> = (of) => new Intl.DisplayNames(of, { type: 'region' });
const tongues: Make<Intl.DisplayNames> = (of) => new Intl.DisplayNames(of, { type: 'language' });
/** A country that the server names in English, as the reader does; an unknown one as it is. */
export function countryName(english: string): string {
  const code = the(regionCodes).get(english);
  return code === undefined ? english : (the(regions).of(code) ?? english);
}

/** A language that the server names in English, as the reader does. */
export function languageName(english: string): string {
  const code = the(languageCodes).get(english);
  return code === undefined ? english : (the(tongues).of(code) ?? english);
}

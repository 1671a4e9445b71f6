/** Numbers, dates and plurals the way the reader's browser writes them. */

export const language = 'en';

/** The reader's own variety of the language, else the language. */
const locale =
  (typeof navigator === 'undefined' ? [] : navigator.languages).find((tag) =>
    tag.startsWith(language),
  ) ?? language;

const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
const tenth = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const plurals = new Intl.PluralRules(locale);
const longDay = new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long' });
const moment = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short' });
const list = new Intl.ListFormat(locale, { type: 'conjunction' });

export const number = (value: number) => whole.format(value);
export const oneDecimal = (value: number) => tenth.format(value);
export const dayAndMonth = (date: Date) => longDay.format(date);
export const dateAndTime = (date: Date) => moment.format(date);
export const listed = (items: readonly string[]) => list.format(items);

/** The number with the form of the word that it asks for. */
export function counted(value: number, one: string, other: string): string {
  return `${number(value)} ${plurals.select(value) === 'one' ? one : other}`;
}

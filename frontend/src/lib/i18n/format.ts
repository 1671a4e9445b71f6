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
const day = new Intl.DateTimeFormat(locale, { dateStyle: 'medium' });
const dayUtc = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' });
const signedHundredth = new Intl.NumberFormat(locale, {
  minimumFractionDigits: 2,
  maximumFractionDigits: 2,
  signDisplay: 'exceptZero',
});
const some = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
const ordinals = new Intl.PluralRules(locale, { type: 'ordinal' });
const list = new Intl.ListFormat(locale, { type: 'conjunction' });

export const number = (value: number) => whole.format(value);
export const oneDecimal = (value: number) => tenth.format(value);
export const dayAndMonth = (date: Date) => longDay.format(date);
export const dateAndTime = (date: Date) => moment.format(date);
/** The day of a moment, where the reader is. */
export const dayOf = (moment: string) => day.format(new Date(moment));
/** A day that is no moment, such as 2025-11-20. */
export const plainDay = (text: string) => dayUtc.format(new Date(`${text}T00:00:00Z`));
/** With its sign, two decimals: for sums. */
export const signed = (value: number) => signedHundredth.format(value);
/** 4 or 4.5. */
export const atMostTenth = (value: number) => some.format(value);
export const listed = (items: readonly string[]) => list.format(items);

/** The number with the form of the word that it asks for. */
export function counted(value: number, one: string, other: string): string {
  return `${number(value)} ${plurals.select(value) === 'one' ? one : other}`;
}

/** 1st, 2nd, 3rd, 4th. */
export function ordinal(value: number): string {
  const endings: Partial<Record<Intl.LDMLPluralRule, string>> = { one: 'st', two: 'nd', few: 'rd' };
  return number(value) + (endings[ordinals.select(value)] ?? 'th');
}

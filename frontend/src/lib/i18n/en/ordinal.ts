import { number, ordinalForm } from '$lib/locale/format';

/** 1st, 2nd, 3rd, 4th. */
export function ordinal(value: number): string {
  const endings: Partial<Record<Intl.LDMLPluralRule, string>> = { one: 'st', two: 'nd', few: 'rd' };
  return number(value) + (endings[ordinalForm(value)] ?? 'th');
}

import { setLocale } from '$lib/locale/format';
import { en, type Messages } from './en';

export type { Messages };

/** The languages there are, each by its own name. Another one is another folder and a line here. */
export const languages = { en: 'English', de: 'Deutsch' } as const;
export type Language = keyof typeof languages;

/** English comes with the first screen, the others only to those who read them. */
const catalogues: Record<Language, () => Promise<typeof en>> = {
  en: () => Promise.resolve(en),
  de: async () => (await import('./de')).de,
};

/** Every text a reader sees, in the language chosen last; `use` fills it anew. */
export const t = { ...en } as Messages;

let current: Language = 'en';
/** Whether the texts of screens that nobody sees first are wanted. */
let whole = false;

/** Adds the rest of English; other languages come whole. */
async function addRest(): Promise<void> {
  if (current !== 'en') return;
  const { rest } = await import('./en/rest');
  if (current === 'en') Object.assign(t, rest);
}

/** Resolves once `t` has all texts; screens other than the first wait for it. */
export async function useAll(): Promise<void> {
  if (whole) return;
  await addRest();
  whole = true;
}

/** Puts another language into `t`; what is on the page already must be drawn again. */
export async function use(language: Language): Promise<void> {
  const texts = await catalogues[language]();
  current = language;
  if (whole) await addRest();
  Object.assign(t, texts);
  setLocale(language);
}

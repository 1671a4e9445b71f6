import { setLocale } from '$lib/locale/format';
import { en, type Messages } from './en';

export type { Messages };

/** The languages there are, each by its own name. Another one is another folder and a line here. */
export const languages = { en: 'English', de: 'Deutsch' } as const;
export type Language = keyof typeof languages;

/** English comes with the first screen, the others only to those who read them. */
const catalogues: Record<Language, () => Promise<Messages>> = {
  en: () => Promise.resolve(en),
  de: async () => (await import('./de')).de,
};

/** Every text a reader sees, in the language chosen last; `use` fills it anew. */
export const t: Messages = { ...en };

/** Puts another language into `t`; what is on the page already must be drawn again. */
export async function use(language: Language): Promise<void> {
  Object.assign(t, await catalogues[language]());
  setLocale(language);
}

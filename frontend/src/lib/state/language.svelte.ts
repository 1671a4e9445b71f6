import { languages, use, type Language } from '$lib/i18n';

const KEY = 'ordained.language';

const isLanguage = (text: string | null): text is Language =>
  text !== null && Object.hasOwn(languages, text);

/** The stored choice, else the first language of the browser that has a catalogue. */
function preferred(): Language {
  try {
    const stored = localStorage.getItem(KEY);
    if (isLanguage(stored)) return stored;
  } catch {
    // The browser may refuse storage.
  }
  for (const tag of navigator.languages) {
    const [short = null] = tag.toLowerCase().split('-');
    if (isLanguage(short)) return short;
  }
  return 'en';
}

/** The language of the pages; the frame is drawn anew when it changes. */
export class LanguageChoice {
  #current = $state<Language>('en');

  get current(): Language {
    return this.#current;
  }

  /** Called before the first screen. If the catalogue cannot be loaded, pages stay English. */
  async start(): Promise<void> {
    const language = preferred();
    if (language !== 'en') await this.#show(language).catch(() => undefined);
  }

  async set(language: Language): Promise<void> {
    await this.#show(language);
    try {
      localStorage.setItem(KEY, language);
    } catch {
      // Without storage the choice lasts until the page is closed.
    }
  }

  async #show(language: Language): Promise<void> {
    await use(language);
    document.documentElement.lang = language;
    this.#current = language;
  }
}

export const language = new LanguageChoice();

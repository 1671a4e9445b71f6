export type ThemeChoice = 'system' | 'light' | 'dark';

const KEY = 'ordained.theme';
const ORDER: readonly ThemeChoice[] = ['system', 'light', 'dark'];

const stored = (): ThemeChoice => {
  try {
    const value = localStorage.getItem(KEY);
    return value === 'light' || value === 'dark' ? value : 'system';
  } catch {
    return 'system';
  }
};

/** Light, dark, or as the system has it; public/first.js applies it before the first paint. */
export class Theme {
  #choice = $state<ThemeChoice>(stored());

  get current(): ThemeChoice {
    return this.#choice;
  }

  set(choice: ThemeChoice): void {
    this.#choice = choice;
    const root = document.documentElement;
    if (choice === 'system') delete root.dataset['theme'];
    else root.dataset['theme'] = choice;
    try {
      if (choice === 'system') localStorage.removeItem(KEY);
      else localStorage.setItem(KEY, choice);
    } catch {
      // Storage may be refused; the choice then holds until the page is closed.
    }
  }

  next(): void {
    this.set(ORDER[(ORDER.indexOf(this.#choice) + 1) % ORDER.length] ?? 'system');
  }
}

export const theme = new Theme();

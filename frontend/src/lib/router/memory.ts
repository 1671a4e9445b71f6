/** What one entry of the history remembers until the tab is closed. */
export interface Memory {
  /** How far down the page was. */
  scroll: number;
  /** The id of the element that led away. */
  focus: string | null;
  /** How many results were shown. */
  resultCount: number;
}

const PREFIX = 'ordained.entry.';
const blank: Memory = { scroll: 0, focus: null, resultCount: 0 };

export function recall(key: string): Memory {
  try {
    const stored = sessionStorage.getItem(PREFIX + key);
    return stored === null ? blank : { ...blank, ...(JSON.parse(stored) as Partial<Memory>) };
  } catch {
    return blank;
  }
}

export function remember(key: string, part: Partial<Memory>): void {
  try {
    sessionStorage.setItem(PREFIX + key, JSON.stringify({ ...recall(key), ...part }));
  } catch {
    // Storage is full or refused: the page then opens at its top.
  }
}

/** What an entry of the history remembers until the tab is closed. */
export interface Memory {
  /** The scroll offset in pixels. */
  scroll: number;
  /** The id of the element that had the focus. */
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
    // Without storage the page opens at its top.
  }
}

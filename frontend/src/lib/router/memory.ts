/** A film on the page, and how far its entry is from the top of the window. */
export interface Anchor {
  film: string;
  /** The part of the page that lists it; a film may stand on a shelf and in the list. */
  part: string;
  top: number;
}

/** What an entry of the history remembers until the tab is closed. */
export interface Memory {
  /** The scroll offset in pixels. */
  scroll: number;
  /**
   * The first film in the window. A page that is drawn anew may be higher or lower above it, since what
   * is far from the window has only its estimated height.
   */
  anchor: Anchor | null;
  /** The id of the element that had the focus. */
  focus: string | null;
  /** How many results were shown. */
  resultCount: number;
}

const PREFIX = 'ordained.entry.';
const blank: Memory = { scroll: 0, anchor: null, focus: null, resultCount: 0 };

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

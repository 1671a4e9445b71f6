const UNDO_MS = 10_000;

/** A day that can be chosen where it is said what happened. */
export interface DayChoice {
  /** The film. */
  title: string;
  value: () => string | null;
  set: (day: string | null) => void;
}

export interface Note {
  text: string;
  outcome: 'done' | 'failed';
  action: { label: string; run: () => void } | null;
  day?: DayChoice | undefined;
}

/** The one line that says what just happened, for ten seconds, with a way to take it back. */
export class Toast {
  #note = $state.raw<Note | null>(null);
  #timer: ReturnType<typeof setTimeout> | undefined;

  get note(): Note | null {
    return this.#note;
  }

  show(note: Note): void {
    this.#note = note;
    this.release();
  }

  /** Stays while somebody is at it. */
  hold(): void {
    clearTimeout(this.#timer);
  }

  release(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.clear(), UNDO_MS);
  }

  act(): void {
    const action = this.#note?.action;
    this.clear();
    action?.run();
  }

  clear(): void {
    clearTimeout(this.#timer);
    this.#note = null;
  }
}

export const toast = new Toast();

import { SvelteSet } from 'svelte/reactivity';

/** How long a film stays listed after its rating, so that the person sees its stars fill. */
const LINGER_MS = 900;
/**
 * The same after a finger's tap. A second tap on a star takes half of it, and would rate the next film
 * if that had moved beneath the finger by then.
 */
const LINGER_TOUCH_MS = 2500;

/** The film of the entry that an element is part of; null outside of entries. */
function filmOf(target: EventTarget | null): number | null {
  if (!(target instanceof HTMLElement)) return null;
  const entry =
    target.closest<HTMLElement>('[data-movie-id]') ??
    target.closest('li')?.querySelector<HTMLElement>('[data-movie-id]');
  return entry ? Number(entry.dataset['movieId']) : null;
}

/**
 * The films that lists keep in their places, whatever is marked there: the film whose entry a person
 * has reached by keyboard, for as long as it has the focus, since an entry that went would take the
 * focus with it; and a film that was just rated, for a moment.
 */
export class Held {
  #focused = $state<number | null>(null);
  readonly #lingering = new SvelteSet<number>();
  #timers: Record<number, ReturnType<typeof setTimeout>> = {};
  #byTouch = false;
  #waiting: (() => void)[] = [];

  has(id: number): boolean {
    return this.#focused === id || this.#lingering.has(id);
  }

  /** Keeps a film for a moment, which begins anew with every rating. */
  linger(id: number): void {
    this.#lingering.add(id);
    clearTimeout(this.#timers[id]);
    const leave = () => {
      this.#lingering.delete(id);
      this.#release();
    };
    this.#timers[id] = setTimeout(leave, this.#byTouch ? LINGER_TOUCH_MS : LINGER_MS);
  }

  /** Runs `call` once no film is held; the last call counts. */
  afterwards(call: () => void): void {
    this.#waiting = [...this.#waiting.filter((other) => other !== call), call];
    this.#release();
  }

  /** An attachment of what holds all lists. */
  readonly watch = (node: HTMLElement): (() => void) => {
    const onfocusin = ({ target }: FocusEvent) => {
      const byKey = target instanceof HTMLElement && target.matches(':focus-visible');
      const id = filmOf(target);
      // A press moves the focus too, without a ring; within the held entry that changes nothing.
      if (byKey || id !== this.#focused) this.#focus(byKey ? id : null);
    };
    const onkeydown = ({ target }: KeyboardEvent) => {
      this.#byTouch = false;
      this.#focus(filmOf(target));
    };
    const onpointerdown = ({ pointerType }: PointerEvent) => {
      this.#byTouch = pointerType === 'touch';
    };
    const onfocusout = ({ relatedTarget }: FocusEvent) => {
      const left = this.#focused;
      if (filmOf(relatedTarget) === left) return;
      // An entry that Svelte takes away while it renders loses the focus at once, and nothing may
      // change what is shown just then.
      queueMicrotask(() => {
        if (this.#focused === left && filmOf(document.activeElement) !== left) this.#focus(null);
      });
    };
    node.addEventListener('focusin', onfocusin);
    node.addEventListener('keydown', onkeydown, true);
    node.addEventListener('pointerdown', onpointerdown, true);
    node.addEventListener('focusout', onfocusout);
    return () => {
      node.removeEventListener('focusin', onfocusin);
      node.removeEventListener('keydown', onkeydown, true);
      node.removeEventListener('pointerdown', onpointerdown, true);
      node.removeEventListener('focusout', onfocusout);
    };
  };

  #focus(id: number | null): void {
    this.#focused = id;
    this.#release();
  }

  #release(): void {
    if (this.#focused !== null || this.#lingering.size > 0) return;
    for (const call of this.#waiting.splice(0)) call();
  }
}

export const held = new Held();

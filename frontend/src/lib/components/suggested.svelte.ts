import { href } from '$lib/router/routes';
import { router } from '$lib/router/router.svelte';
import { NameFinder, type Named } from '$lib/state/name-finder.svelte';

/** Opens the page of a person or a film. */
const open = ({ person, film }: Named) =>
  router.go(person ? href('person', { id: person.id }) : href('film', { id: film.id }));

/**
 * What is suggested beneath a field, and the keys that lead through it: a combobox as the ARIA
 * practices describe it. The focus stays in the field.
 */
export class Suggested {
  #open = $state(false);
  #active = $state(-1);

  constructor(
    readonly finder = new NameFinder(),
    private readonly choose: (named: Named) => void = open,
  ) {}

  readonly items: readonly Named[] = $derived.by(() => (this.#open ? this.finder.items : []));
  /** The index of what Enter chooses; -1 where it chooses nothing. */
  readonly active: number = $derived.by(() =>
    this.#active < this.items.length ? this.#active : -1,
  );

  typed(text: string): void {
    this.finder.search(text);
    this.#open = true;
    this.#active = -1;
  }

  close(): void {
    this.#open = false;
    this.#active = -1;
  }

  /** Called when the field is left: drops what is on its way. */
  leave(): void {
    this.close();
    this.finder.clear();
  }

  take(named: Named): void {
    this.leave();
    this.choose(named);
  }

  /** Whether the key was meant for the suggestions; other keys are the field's. */
  press(event: KeyboardEvent): boolean {
    const count = this.items.length;
    if (count === 0 || event.isComposing) return false;
    const isHandled = this.#press(event.key, count);
    if (isHandled) event.preventDefault();
    return isHandled;
  }

  #press(key: string, count: number): boolean {
    const named = this.items[this.active];
    if (key === 'ArrowDown' && this.active < count - 1) this.#active = this.active + 1;
    else if (key === 'ArrowUp' && this.active >= 0) this.#active = this.active - 1;
    else if (key === 'Escape') this.close();
    else if (key === 'Enter' && named) this.take(named);
    else {
      // Down from the last leads on to what is beneath the field.
      if (key === 'ArrowDown' || key === 'Enter' || key === 'Tab') this.close();
      return false;
    }
    return true;
  }
}

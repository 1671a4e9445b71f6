import type { FoundPerson } from '$lib/api/models';
import { PeopleFinder } from '$lib/state/people-finder.svelte';

/**
 * The people suggested beneath a field, and the keys that lead through them: a combobox as the ARIA
 * practices describe it. The focus stays in the field.
 */
export class SuggestedPeople {
  #open = $state(false);
  #active = $state(-1);

  constructor(
    private readonly choose: (person: FoundPerson) => void,
    readonly finder = new PeopleFinder(),
  ) {}

  readonly people: readonly FoundPerson[] = $derived.by(() =>
    this.#open ? this.finder.people : [],
  );
  /** The index of the person whom Enter chooses; -1 where it chooses nobody. */
  readonly active: number = $derived.by(() =>
    this.#active < this.people.length ? this.#active : -1,
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

  take(person: FoundPerson): void {
    this.leave();
    this.choose(person);
  }

  /** Whether the key was meant for the people; other keys are the field's. */
  press(event: KeyboardEvent): boolean {
    const count = this.people.length;
    if (count === 0 || event.isComposing) return false;
    const isHandled = this.#press(event.key, count);
    if (isHandled) event.preventDefault();
    return isHandled;
  }

  #press(key: string, count: number): boolean {
    const person = this.people[this.active];
    if (key === 'ArrowDown' && this.active < count - 1) this.#active = this.active + 1;
    else if (key === 'ArrowUp' && this.active >= 0) this.#active = this.active - 1;
    else if (key === 'Escape') this.close();
    else if (key === 'Enter' && person) this.take(person);
    else {
      // Down from the last leads on to what is beneath the field.
      if (key === 'ArrowDown' || key === 'Enter' || key === 'Tab') this.close();
      return false;
    }
    return true;
  }
}

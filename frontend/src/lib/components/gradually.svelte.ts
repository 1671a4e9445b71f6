import { inTurn } from './turns';

/** How much of a list is drawn so far. */
export interface Drawn {
  /** Whether the film at this index is drawn; otherwise an empty box keeps its room. */
  has(index: number): boolean;
  /** Whether all films are drawn. */
  readonly whole: boolean;
}

/**
 * Draws a long list gradually: the first films at once, each of the others in a short task, so that
 * thirty films do not delay the first touch. Every film has its room from the beginning, so that
 * nothing moves. Call it while a component is created.
 *
 * @param length how many films the list has, as it is now.
 * @param first how many are drawn with the component.
 */
export function gradually(length: () => number, first = 1): Drawn {
  let count = $state(first);
  const whole = $derived(count >= length());
  $effect(() => {
    if (count >= length()) return; // Not `whole`, which stays what it is from step to step.
    return inTurn(() => (count += 1));
  });
  return {
    has: (index) => index < count,
    get whole() {
      return whole;
    },
  };
}

import { inTurn } from './turns';

/** What of a list is drawn so far. */
export interface Drawn {
  /** Whether the film at this place is drawn, or its place only kept. */
  has(index: number): boolean;
  /** Nothing is left to draw. */
  readonly whole: boolean;
}

/**
 * A long list drawn by and by: what is seen first at once, the rest one by one in short tasks
 * after, so that thirty films do not hold up the first touch. Every film has its place from the
 * beginning, so that nothing moves and no list is laid out again for each. It is called while a
 * component is made.
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

/** As many films as a slow phone draws within a task that holds nothing up. */
const STEP = 2;

/** What of a list is drawn so far. */
export interface Drawn<Item> {
  readonly items: readonly Item[];
  /** Nothing is left to draw. */
  readonly whole: boolean;
}

/**
 * A long list drawn by and by: what is seen first at once, the rest in the frames after, so that
 * thirty films do not hold up the first touch. It is called while a component is made.
 *
 * @param all the whole list, as it is now.
 * @param step how many are drawn at once.
 */
export function gradually<Item>(all: () => readonly Item[], step = STEP): Drawn<Item> {
  let count = $state(step);
  const whole = $derived(count >= all().length);
  const items = $derived(whole ? all() : all().slice(0, count));
  $effect(() => {
    if (count >= all().length) return; // Not `whole`, which stays what it is from step to step.
    const frame = requestAnimationFrame(() => (count += step));
    return () => cancelAnimationFrame(frame);
  });
  return {
    get items() {
      return items;
    },
    get whole() {
      return whole;
    },
  };
}

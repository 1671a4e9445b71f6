import { tick } from 'svelte';
import { offsetOf } from './anchor';
import type { Memory } from './memory';
import { router } from './router.svelte';

/** How long to wait until a restored page has grown to what it was. */
const PATIENCE_MS = 10_000;
/** How long the page must stay where it was put: a slow server's answers still change its height. */
const STEADY_MS = 500;

let giveUp: (() => void) | null = null;

/** Sets focus and scroll after a change of screen. */
export async function arrive(): Promise<void> {
  giveUp?.();
  const { arrival } = router.shown;
  if (arrival === 'same' || arrival === 'first') return;
  await tick();
  const memory = router.memory;
  const former = arrival === 'back' && memory.focus ? document.getElementById(memory.focus) : null;
  const target = former ?? document.querySelector<HTMLElement>('main h1');
  target?.focus({ preventScroll: true });
  if (arrival === 'back') restore(memory);
  else window.scrollTo(0, 0);
}

/**
 * Scrolls to where the page was, and stays with it until the page is steady: films that come into the
 * window turn out higher or lower than estimated. Ends where the person scrolls.
 */
function restore({ scroll, anchor, focus }: Memory): void {
  let focused = focus === null || document.activeElement?.id === focus;
  let moved = performance.now();
  let frame = 0;
  const follow = () => {
    frame = requestAnimationFrame(follow);
    const room = document.documentElement.scrollHeight - window.innerHeight;
    // Until the film is there, what it was far down on the page will do.
    const at = (anchor && offsetOf(anchor)) ?? (anchor ? null : scroll);
    if (at === null || room < at - 1) {
      if (anchor === null || room >= scroll - 1) window.scrollTo(0, scroll);
      moved = performance.now();
      return;
    }
    if (Math.abs(at - window.scrollY) >= 1) {
      window.scrollTo(0, at);
      moved = performance.now();
    }
    if (!focused && focus !== null) {
      const former = document.getElementById(focus);
      former?.focus({ preventScroll: true });
      focused = former !== null;
    }
    if (performance.now() - moved >= STEADY_MS && focused) giveUp?.();
  };
  const stop = () => giveUp?.();
  const timer = setTimeout(stop, PATIENCE_MS);
  const inputs = ['wheel', 'touchstart', 'keydown', 'pointerdown'] as const;
  for (const name of inputs) addEventListener(name, stop, { passive: true });
  giveUp = () => {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
    for (const name of inputs) removeEventListener(name, stop);
    giveUp = null;
  };
  follow();
}

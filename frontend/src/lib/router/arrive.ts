import { tick } from 'svelte';
import { router } from './router.svelte';

/** How long to wait until a restored page has grown to its former height. */
const PATIENCE_MS = 3000;

let giveUp: (() => void) | null = null;

/** Sets focus and scroll after a change of screen. */
export async function arrive(): Promise<void> {
  giveUp?.();
  const { arrival } = router.entry;
  if (arrival === 'same' || arrival === 'first') return;
  await tick();
  const { focus, scroll } = router.memory;
  const former = arrival === 'back' && focus ? document.getElementById(focus) : null;
  const target = former ?? document.querySelector<HTMLElement>('main h1');
  target?.focus({ preventScroll: true });
  if (arrival === 'back') restore(scroll, focus);
  else window.scrollTo(0, 0);
}

/** Scrolls once the page is high enough, unless the person scrolls first. */
function restore(scroll: number, focus: string | null): void {
  const reach = () => {
    const room = document.documentElement.scrollHeight - window.innerHeight;
    const former = focus ? document.getElementById(focus) : null;
    if (room < scroll - 1 && !former) return false;
    window.scrollTo(0, scroll);
    former?.focus({ preventScroll: true });
    // Films that were not laid out yet may turn out higher than estimated.
    former?.scrollIntoView({ block: 'nearest' });
    return true;
  };
  if (reach()) return;
  const observer = new ResizeObserver(() => {
    if (reach()) giveUp?.();
  });
  const stop = () => giveUp?.();
  const timer = setTimeout(stop, PATIENCE_MS);
  const inputs = ['wheel', 'touchstart', 'keydown', 'pointerdown'] as const;
  for (const name of inputs) addEventListener(name, stop, { passive: true });
  giveUp = () => {
    observer.disconnect();
    clearTimeout(timer);
    for (const name of inputs) removeEventListener(name, stop);
    giveUp = null;
  };
  observer.observe(document.body);
}

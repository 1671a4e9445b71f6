import { flushSync } from 'svelte';

/** The longest task in milliseconds; a longer one would delay touches and keys on a slow phone. */
const SLICE_MS = 4;

type Turn = () => void;

/** Turns near the window run before the others. */
const near: Turn[] = [];
const rest: Turn[] = [];
const channel = typeof MessageChannel === 'undefined' ? null : new MessageChannel();
if (channel) channel.port1.onmessage = () => runSlice();
let scheduled = false;

/** Runs turns until the slice is used up, and flushes the changes of each. */
function runSlice(): void {
  scheduled = false;
  const end = performance.now() + SLICE_MS;
  try {
    do {
      const turn = near.shift() ?? rest.shift();
      if (turn) flushSync(turn);
    } while (near.length + rest.length > 0 && performance.now() < end);
  } finally {
    schedule(); // Also where one failed.
  }
}

function schedule(): void {
  if (scheduled || near.length + rest.length === 0) return;
  scheduled = true;
  if (channel) channel.port2.postMessage(null);
  else setTimeout(runSlice);
}

/** Runs `turn` in a later task; returns a function that cancels it. */
export function inTurn(turn: Turn, queue = rest): () => void {
  queue.push(turn);
  schedule();
  return () => {
    const at = queue.indexOf(turn);
    if (at !== -1) queue.splice(at, 1);
  };
}

/** How far beyond the window something counts as near. */
const MARGIN = '700px 500px';
const waiting = new WeakMap<Element, Turn>();
let observer: IntersectionObserver | null = null;

/**
 * Runs `come` once `node` is near the window; returns a function that cancels it. All nodes share
 * an observer.
 */
export function whenNear(node: Element, come: Turn): () => void {
  if (typeof IntersectionObserver === 'undefined') {
    come();
    return () => undefined;
  }
  observer ??= new IntersectionObserver(
    (entries, watcher) => {
      for (const { target, isIntersecting } of entries) {
        if (!isIntersecting) continue;
        watcher.unobserve(target);
        const come = waiting.get(target);
        if (come) inTurn(come, near);
        waiting.delete(target);
      }
    },
    { rootMargin: MARGIN },
  );
  waiting.set(node, come);
  observer.observe(node);
  return () => {
    waiting.delete(node);
    observer?.unobserve(node);
  };
}

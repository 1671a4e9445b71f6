import { flushSync } from 'svelte';

/** A task stays this short, so that on a slow phone it holds no finger and no key up. */
const SLICE_MS = 4;

type Turn = () => void;

/** What is near the window goes first, then what is farther down. */
const near: Turn[] = [];
const rest: Turn[] = [];
const channel = typeof MessageChannel === 'undefined' ? null : new MessageChannel();
if (channel) channel.port1.onmessage = () => runSlice();
let scheduled = false;

/** Takes as many turns as a slice has room for; what they change is drawn within them. */
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

/** Runs `turn` in a task to come; returns a way to call that off. */
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

/** Runs `come` once `node` is near the window; returns a way to stop waiting. One watcher for all. */
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

/** How far beyond the window something counts as near. */
const MARGIN = '700px 500px';

/** Turns of those that have come near. */
const turns: (() => void)[] = [];
const channel = typeof MessageChannel === 'undefined' ? null : new MessageChannel();
if (channel) channel.port1.onmessage = () => take();

/** One in each task, so that a screen full of them never holds up a finger or a key. */
function take(): void {
  turns.shift()?.();
  if (turns.length > 0) next();
}

function next(): void {
  if (channel) channel.port2.postMessage(null);
  else setTimeout(take);
}

const waiting = new WeakMap<Element, () => void>();
let observer: IntersectionObserver | null = null;

/** Runs `come` once `node` is near the window; returns a way to stop waiting. One watcher for all. */
export function whenNear(node: Element, come: () => void): () => void {
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
        if (come && turns.push(come) === 1) next();
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

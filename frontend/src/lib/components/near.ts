/** How far beyond the window something counts as near. */
const MARGIN = '700px 500px';

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
        waiting.get(target)?.();
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

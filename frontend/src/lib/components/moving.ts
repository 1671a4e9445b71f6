import { flip } from 'svelte/animate';
import { prefersReducedMotion } from 'svelte/motion';

const MOVE_MS = 240;

let reattached: Element[] = [];

/**
 * Chromium takes an entry whose box moved and whose transform takes that back for one that jumped: it
 * applies the new transform to the old box. A box that is made anew has no old place, so the entries
 * in the window are put where they are once more, all at once.
 */
function reattach(node: Element): void {
  if (reattached.push(node) > 1) return;
  queueMicrotask(() => {
    const nodes = reattached;
    reattached = [];
    for (const node of nodes) {
      const focused = node.contains(document.activeElement) ? document.activeElement : null;
      // Whoever is at a switch of an entry is not disturbed; the focus on a link is given back.
      if (focused !== null && !(focused instanceof HTMLAnchorElement)) continue;
      node.parentNode?.insertBefore(node, node.nextSibling);
      focused?.focus({ preventScroll: true });
    }
  });
}

const isSeen = (top: number, bottom: number) => bottom > 0 && top < window.innerHeight;

/** How an entry of a list moves to its new place: it glides, or fades in there under reduced motion. */
export function moving(node: Element, rects: { from: DOMRect; to: DOMRect }) {
  const { from, to } = rects;
  const back = from.top - to.top;
  // Where it was, and where Chromium would have it been: its old box with the new transform.
  if (isSeen(from.top, from.bottom) || isSeen(from.top + back, from.bottom + back)) reattach(node);
  if (!prefersReducedMotion.current) return flip(node, rects, { duration: MOVE_MS });
  return { duration: MOVE_MS, css: (t: number) => `opacity: ${t}` };
}

/** Where a finger has moved this far, it slides. */
const SLIDE_PX = 10;

interface Stars {
  /** Whether a finger that moves sideways chooses; otherwise it scrolls what is around the stars. */
  slides: boolean;
  rated: () => number | null;
  /** Shows a value that does not count yet; null shows the rating again. */
  choose: (value: number | null) => void;
  commit: () => void;
}

/** What a tap on a star gives: the whole star, and half of it where the whole is there already. */
export const tapped = (half: number, rated: number | null): number => {
  const whole = Math.ceil(half);
  return rated === whole ? whole - 0.5 : whole;
};

/** The value at a place: a finger left of the stars gives the least, right of them the most. */
function valueAt(node: HTMLElement, x: number): number {
  const inputs = [...node.querySelectorAll('input')];
  const at = inputs.find((input) => x < input.getBoundingClientRect().right) ?? inputs.at(-1);
  return Number(at?.value);
}

/**
 * An attachment: how fingers rate. Half a star is narrower than a fingertip, so a tap gives whole
 * stars, a second tap on the same star takes half of it, and sliding gives halves. Where the browser
 * takes the gesture to scroll, nothing is rated.
 */
export const fingers =
  ({ slides, rated, choose, commit }: Stars) =>
  (node: HTMLElement): (() => void) => {
    let start: { id: number; x: number; y: number; slid: boolean } | null = null;
    let touched = false;

    const down = (event: PointerEvent) => {
      touched = event.pointerType === 'touch';
      const { pointerId: id, clientX: x, clientY: y } = event;
      start = touched ? { id, x, y, slid: false } : null;
    };
    const move = (event: PointerEvent) => {
      if (start?.id !== event.pointerId || !slides) return;
      start.slid ||= Math.abs(event.clientX - start.x) > SLIDE_PX;
      if (start.slid) choose(valueAt(node, event.clientX));
    };
    const up = (event: PointerEvent) => {
      if (start?.id !== event.pointerId) return;
      const { slid, x, y } = start;
      start = null;
      if (slid) return commit();
      if (Math.hypot(event.clientX - x, event.clientY - y) > SLIDE_PX) return;
      choose(tapped(valueAt(node, x), rated()));
      commit();
    };
    const cancel = (event: PointerEvent) => {
      if (start?.id !== event.pointerId) return;
      start = null;
      choose(null);
    };
    // The radio button under the finger must not take the tap as well.
    const click = (event: MouseEvent) => {
      if (touched && event.detail > 0) event.preventDefault();
    };

    const listeners = {
      pointerdown: down,
      pointermove: move,
      pointerup: up,
      pointercancel: cancel,
      click,
    };
    const entries = Object.entries(listeners) as [string, EventListener][];
    for (const [name, listener] of entries) node.addEventListener(name, listener, true);
    return () => {
      for (const [name, listener] of entries) node.removeEventListener(name, listener, true);
    };
  };

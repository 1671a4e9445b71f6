/**
 * Keeps the focus where a list changes beneath it. An element that is moved loses the focus, so it
 * is given back. An entry that goes hands the focus on to the one that takes its place, or to
 * `otherwise` where there is none.
 */
export const keepFocus = (otherwise: () => HTMLElement | null) => (node: HTMLElement) => {
  let focused: HTMLElement | null = null;
  let at = -1;
  const onfocusin = (event: FocusEvent) => {
    focused = event.target instanceof HTMLElement ? event.target : null;
    at = [...node.children].findIndex((child) => child.contains(focused));
  };
  const observer = new MutationObserver(() => {
    if (at === -1 || document.activeElement !== document.body) return;
    if (focused?.isConnected) return focused.focus({ preventScroll: true });
    const next = node.children[Math.min(at, node.children.length - 1)];
    (next?.querySelector<HTMLElement>('.result-link') ?? otherwise())?.focus({
      preventScroll: true,
    });
  });
  node.addEventListener('focusin', onfocusin);
  observer.observe(node, { childList: true });
  return () => {
    node.removeEventListener('focusin', onfocusin);
    observer.disconnect();
  };
};

/**
 * Opens and closes a `<dialog>` above the page, as `open` says. The heading gets the focus, so that
 * screen readers begin there and mouse users see no focus ring around Close. A click outside the
 * dialog closes it, and so does a link in it, which leads elsewhere.
 */
export const modal = (open: () => boolean, close: () => void) => (dialog: HTMLDialogElement) => {
  if (open() && !dialog.open) {
    dialog.showModal();
    dialog.querySelector<HTMLElement>('h2[tabindex]')?.focus();
  }
  if (!open() && dialog.open) dialog.close();

  /* A click whose target is the dialog itself hit the backdrop. */
  const pressed = ({ target }: MouseEvent) => {
    if (target === dialog || (target instanceof Element && target.closest('a'))) close();
  };
  dialog.addEventListener('click', pressed);
  return () => dialog.removeEventListener('click', pressed);
};

/**
 * Opens and closes a `<dialog>` above the page, as `open` says. It is read from its heading, which
 * has the focus first: no ring is drawn about Close for somebody who pressed a mouse. A press
 * beside it closes it, and so does a link in it, which leads elsewhere.
 */
export const modal = (open: () => boolean, close: () => void) => (dialog: HTMLDialogElement) => {
  if (open() && !dialog.open) {
    dialog.showModal();
    dialog.querySelector<HTMLElement>('h2[tabindex]')?.focus();
  }
  if (!open() && dialog.open) dialog.close();

  /* A click on the dialog itself, and not on what is in it, is a click beside it. */
  const pressed = ({ target }: MouseEvent) => {
    if (target === dialog || (target instanceof Element && target.closest('a'))) close();
  };
  dialog.addEventListener('click', pressed);
  return () => dialog.removeEventListener('click', pressed);
};

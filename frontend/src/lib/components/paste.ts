/**
 * Pastes into a field of one line with single spaces. A browser may drop line breaks instead, which
 * joins the last word of a line to the first of the next.
 */
export function pasteOneLine(
  event: ClipboardEvent & { currentTarget: HTMLInputElement | HTMLTextAreaElement },
): void {
  const pasted = event.clipboardData?.getData('text/plain') ?? '';
  const text = pasted.replace(/\s+/g, ' ');
  if (text === pasted) return;
  event.preventDefault();
  // Keeps the browser's undo and the maximal length, where there is such a command.
  if (document.execCommand?.('insertText', false, text)) return;
  const field = event.currentTarget;
  const { selectionStart: from, selectionEnd: to } = field;
  field.setRangeText(text, from ?? field.value.length, to ?? field.value.length, 'end');
  field.dispatchEvent(new InputEvent('input', { bubbles: true }));
}

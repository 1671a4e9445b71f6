/** An attachment: a field as high as its text, where the browser does not see to that by itself. */
export const grow = (text: () => string) => (field: HTMLTextAreaElement) => {
  text();
  if (typeof CSS !== 'undefined' && CSS.supports?.('field-sizing', 'content')) return;
  field.style.height = 'auto';
  field.style.height = `${field.scrollHeight}px`;
};

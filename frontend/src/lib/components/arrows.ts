/** Where an arrow key leads from item `index` of a list in `columns`, or null for nowhere. */
export function neighbour(
  key: string,
  index: number,
  columns: number,
  count: number,
): number | null {
  const step =
    key === 'ArrowDown'
      ? columns
      : key === 'ArrowUp'
        ? -columns
        : columns > 1 && key === 'ArrowRight'
          ? 1
          : columns > 1 && key === 'ArrowLeft'
            ? -1
            : 0;
  if (step === 0) return null;
  const to = index + step;
  if (to >= 0 && to < count) return to;
  // Down from above a short last row leads to its last item.
  const lastRow = Math.floor((count - 1) / columns);
  return step > 1 && Math.floor(index / columns) < lastRow ? count - 1 : null;
}

/** How many items of a list stand side by side. */
export function columnsOf(items: readonly HTMLElement[]): number {
  const top = items[0]?.getBoundingClientRect().top;
  const next = items.findIndex((item) => item.getBoundingClientRect().top !== top);
  return next === -1 ? Math.max(1, items.length) : next;
}

/** Arrow keys lead from film to film of a list, whose links are of the class result-link. */
export function arrowKeys(node: HTMLElement): () => void {
  const onkeydown = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    const links = [...node.querySelectorAll<HTMLElement>('.result-link')];
    const index = links.indexOf(event.target as HTMLElement);
    if (index === -1) return;
    const articles = links.map((link) => link.closest('article') ?? link);
    const to = neighbour(event.key, index, columnsOf(articles), links.length);
    if (to === null) return;
    event.preventDefault();
    links[to]?.focus();
  };
  node.addEventListener('keydown', onkeydown);
  return () => node.removeEventListener('keydown', onkeydown);
}

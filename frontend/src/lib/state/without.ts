/**
 * The items without those that `isDone`; where none is, the very list that was given, so that what
 * is drawn of it is not gone through again.
 */
export function without<Item>(
  items: readonly Item[],
  isDone: (item: Item) => boolean,
): readonly Item[] {
  const left = items.filter((item) => !isDone(item));
  return left.length === items.length ? items : left;
}

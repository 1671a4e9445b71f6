const DAY_MS = 86_400_000;

/** Picks `count` consecutive items by the reader's date, so that every item has its day. */
export function ofTheDay<T>(list: readonly T[], count: number, date: Date): T[] {
  const day = Math.floor((date.getTime() - date.getTimezoneOffset() * 60_000) / DAY_MS);
  return Array.from({ length: Math.min(count, list.length) }, (_, i) => {
    const item = list[(day * count + i) % list.length];
    return item as T;
  });
}

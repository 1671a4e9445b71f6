import { Paged } from '$lib/state/paged.svelte';
import { movie } from '../make';

it('comes back as far as it was shown, in as many requests as that takes', async () => {
  const all = Array.from({ length: 300 }, (_, i) => ({ movie: movie(i + 1) }));
  const fetch = vi.fn(({ limit, cursor }: { limit: number; cursor: string | null }) => {
    const from = Number(cursor ?? 0);
    const items = all.slice(from, from + Math.min(100, limit));
    return Promise.resolve({ items, next_cursor: String(from + items.length) });
  });
  const list = new Paged();
  await list.load(fetch, 230);
  expect(list.items).toHaveLength(230);
  expect(fetch).toHaveBeenCalledTimes(3);
  await list.reload();
  expect(list.items).toHaveLength(230);
});

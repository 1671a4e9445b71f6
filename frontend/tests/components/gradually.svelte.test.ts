import { flushSync, tick } from 'svelte';
import { gradually, type Drawn } from '$lib/components/gradually.svelte';

/** Lets the tasks come in which a list is drawn, until it is whole. */
async function grow(length: number, first?: number): Promise<number[]> {
  let drawn: Drawn | undefined;
  const stop = $effect.root(() => {
    drawn = gradually(() => length, first);
  });
  flushSync();
  const count = () => Array.from({ length }, (_, i) => i).filter((i) => drawn?.has(i)).length;
  const before = count();
  await vi.waitFor(() => expect(drawn?.whole).toBe(true));
  await tick();
  stop();
  return [before, count()];
}

it('draws the first films at once and the others in tasks to come', async () => {
  expect(await grow(10, 4)).toEqual([4, 10]);
  expect(await grow(5)).toEqual([1, 5]);
});

it('draws a short list at once', async () => {
  expect(await grow(3, 4)).toEqual([3, 3]);
});

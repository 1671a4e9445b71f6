import { flushSync } from 'svelte';
import { gradually, type Drawn } from '$lib/components/gradually.svelte';

const films = (count: number) => Array.from({ length: count }, (_, i) => i);

/** Runs the frames that were asked for, and says how much is drawn after each. */
function grow(all: number[], step: number): number[] {
  const frames: FrameRequestCallback[] = [];
  vi.stubGlobal('requestAnimationFrame', (frame: FrameRequestCallback) => frames.push(frame));
  vi.stubGlobal('cancelAnimationFrame', () => undefined);
  let drawn: Drawn<number> | undefined;
  const stop = $effect.root(() => {
    drawn = gradually(() => all, step);
  });
  flushSync();
  const lengths = [drawn?.items.length ?? 0];
  for (let frame = frames.shift(); frame; frame = frames.shift()) {
    frame(0);
    flushSync();
    lengths.push(drawn?.items.length ?? 0);
  }
  expect(drawn?.whole).toBe(true);
  expect(drawn?.items).toEqual(all);
  stop();
  vi.unstubAllGlobals();
  return lengths;
}

it('draws a long list in steps, and all of it', () => {
  expect(grow(films(10), 4)).toEqual([4, 8, 10]);
});

it('draws a short list at once', () => {
  expect(grow(films(3), 4)).toEqual([3]);
});

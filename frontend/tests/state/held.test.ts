/** A film that was rated stays in its place for a moment, and longer after a finger's tap. */
import { Held } from '$lib/state/held.svelte';

let held: Held;
let stop: () => void;

const press = (pointerType: string) =>
  document.body.dispatchEvent(
    Object.assign(new Event('pointerdown', { bubbles: true }), { pointerType }),
  );

beforeEach(() => {
  vi.useFakeTimers();
  held = new Held();
  stop = held.watch(document.body);
});
afterEach(() => {
  stop();
  vi.useRealTimers();
});

it('goes a moment after a press of the mouse', () => {
  press('mouse');
  held.linger(7);
  vi.advanceTimersByTime(800);
  expect(held.has(7)).toBe(true);
  vi.advanceTimersByTime(200);
  expect(held.has(7)).toBe(false);
});

it('waits for a second tap, which takes half a star, and begins to wait anew with it', () => {
  press('touch');
  held.linger(7);
  vi.advanceTimersByTime(2000);
  expect(held.has(7)).toBe(true);
  press('touch');
  held.linger(7);
  vi.advanceTimersByTime(2000);
  expect(held.has(7)).toBe(true);
  vi.advanceTimersByTime(600);
  expect(held.has(7)).toBe(false);
});

it('tells lists to go on once, when the last film has gone', () => {
  const follow = vi.fn();
  held.linger(7);
  vi.advanceTimersByTime(500);
  held.linger(8);
  held.afterwards(follow);
  vi.advanceTimersByTime(500);
  expect([held.has(7), held.has(8), follow.mock.calls.length]).toEqual([false, true, 0]);
  vi.advanceTimersByTime(500);
  expect(follow).toHaveBeenCalledOnce();
});

import { fireEvent, render, screen } from '@testing-library/svelte';
import * as api from '$lib/api/me';
import Stars from '$lib/components/Stars.svelte';
import { tapped } from '$lib/components/stars-touch';
import { announcer } from '$lib/state/announcer.svelte';
import { marks } from '$lib/state/marks.svelte';
import { session } from '$lib/state/session.svelte';

vi.mock('$lib/api/me', { spy: true });

const heat = { id: 6, title: 'Heat' };
const rating = () => marks.of(6).rating;
const star = (value: number) =>
  screen.getByRole('radio', { name: `${value} star${value > 1 ? 's' : ''}` });

beforeEach(async () => {
  vi.mocked(api.putRating).mockResolvedValue(undefined);
  vi.mocked(api.getMarks).mockResolvedValue({ items: [] });
  vi.mocked(api.signIn).mockResolvedValueOnce({
    user: { id: 1, username: 'ann', is_admin: false },
    registration: 'open',
    csrf_token: 't',
  });
  await session.signIn({ username: 'ann', password: 'x' });
  marks.reset();
});

/** What a browser does when an arrow key moves from radio button to radio button. */
async function arrowTo(value: number) {
  const focused = document.activeElement ?? star(0.5);
  await fireEvent.keyDown(focused, { key: 'ArrowRight' });
  star(value).focus();
  await fireEvent.click(star(value), { detail: 0 });
}

describe('stars by keyboard', () => {
  beforeEach(() => {
    vi.useFakeTimers();
    render(Stars, { film: heat });
    star(0.5).focus();
  });
  afterEach(() => vi.useRealTimers());

  it('wait for Enter, however long one thinks', async () => {
    await arrowTo(3);
    vi.advanceTimersByTime(60_000);
    expect([rating(), star(3).matches(':checked')]).toEqual([null, true]);
    await fireEvent.keyDown(star(3), { key: 'Enter' });
    expect(rating()).toBe(3);
  });

  it.each([
    ['from the focused half star', null, 'ArrowRight', 1],
    ['no further than the least, from nothing', null, 'ArrowLeft', 0.5],
    ['a half star up', 3, 'ArrowRight', 3.5],
    ['a half star down', 3, 'ArrowLeft', 2.5],
    ['no further than the most', 5, 'ArrowRight', 5],
    ['no further than the least', 0.5, 'ArrowLeft', 0.5],
  ])('go %s', async (_, rated, key, chosen) => {
    if (rated !== null) marks.rate(heat, rated);
    await fireEvent.keyDown(star(rated ?? 0.5), { key });
    expect(star(chosen)).toBeChecked();
    expect(star(chosen)).toHaveFocus();
    expect(rating()).toBe(rated);
    await fireEvent.keyDown(star(chosen), { key: 'Enter' });
    expect(rating()).toBe(chosen);
  });

  it('are committed by leaving', async () => {
    await arrowTo(4);
    await fireEvent.blur(star(4), { relatedTarget: star(4.5) });
    expect(rating()).toBeNull();
    await fireEvent.blur(star(4), { relatedTarget: null });
    expect(rating()).toBe(4);
  });

  it('are taken back by Escape, which says so and goes no further', async () => {
    const outside = vi.fn();
    document.body.addEventListener('keydown', outside, { once: true });
    marks.rate(heat, 2);
    await arrowTo(5);
    outside.mockClear();
    const escape = new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, cancelable: true });
    const spread = vi.fn();
    document.body.addEventListener('keydown', spread);
    await fireEvent(star(5), escape);
    document.body.removeEventListener('keydown', spread);
    expect([rating(), spread.mock.calls.length]).toEqual([2, 0]);
    expect(star(2)).toBeChecked();
    expect(announcer.text).toContain('Heat keeps 2 stars');
    await fireEvent.blur(star(5), { relatedTarget: null });
    expect(rating()).toBe(2);
  });

  it.each(['Delete', 'Backspace', '0'])('are cleared by %s', async (key) => {
    marks.rate(heat, 4);
    await fireEvent.keyDown(star(0.5), { key });
    expect(rating()).toBeNull();
  });

  it('keep the focus when the rating is cleared by its button', async () => {
    marks.rate(heat, 4);
    const button = await screen.findByRole('button', { name: 'Remove your rating of Heat' });
    button.focus();
    await fireEvent.click(button);
    expect(rating()).toBeNull();
    expect(star(0.5)).toHaveFocus();
  });
});

describe('stars by finger', () => {
  const touch = { pointerId: 3, pointerType: 'touch', clientY: 10 };

  /** Ten halves of 10 px each, side by side. */
  function layOut() {
    render(Stars, { film: heat });
    screen.getAllByRole('radio').forEach((input, i) => {
      input.getBoundingClientRect = () => new DOMRect(10 * i, 0, 10, 20);
    });
  }
  const send = (type: string, x: number, more = {}) => {
    const event = new MouseEvent(type, { bubbles: true, cancelable: true, clientX: x, ...more });
    for (const [key, value] of Object.entries({ ...touch, ...more })) {
      Object.defineProperty(event, key, { value });
    }
    return fireEvent(star(1), event);
  };
  async function tap(x: number) {
    await send('pointerdown', x);
    await send('pointerup', x);
    await fireEvent.click(star(1), { detail: 1 });
  }

  it('give whole stars, and half a star by a second tap', async () => {
    layOut();
    await tap(62); // the left half of the fourth star
    expect(rating()).toBe(4);
    await tap(62);
    expect(rating()).toBe(3.5);
    await tap(68);
    expect(rating()).toBe(4);
  });

  it('give halves by sliding, and nothing until the finger is lifted', async () => {
    layOut();
    await send('pointerdown', 5);
    await send('pointermove', 44);
    expect([rating(), star(2.5).matches(':checked')]).toEqual([null, true]);
    await send('pointerup', 44);
    expect(rating()).toBe(2.5);
  });

  it('rate nothing by scrolling', async () => {
    layOut();
    await send('pointerdown', 44);
    await send('pointermove', 44, { clientY: 40 });
    await send('pointercancel', 44, { clientY: 60 });
    await send('pointerdown', 44);
    await send('pointerup', 44, { clientY: 90 });
    expect(rating()).toBeNull();
  });

  it.each([
    [0.5, null, 1],
    [3.5, 4, 3.5],
    [4, 4, 3.5],
    [4, 3.5, 4],
    [5, 1, 5],
  ])('%d over %o is %d', (half, rated, expected) => {
    expect(tapped(half, rated)).toBe(expected);
  });
});

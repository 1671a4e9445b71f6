import type { Prediction } from '$lib/api/models';
import { marks } from '$lib/state/marks.svelte';
import { Predictions } from '$lib/state/predictions.svelte';
import { session } from '$lib/state/session.svelte';

vi.mock('$lib/api/me');

const prediction = (id: number, stars: number): Prediction => ({
  movie_id: id,
  predicted_rating: stars,
  predicted_low: stars - 1,
  predicted_high: stars + 0.5,
  too_early: false,
});

beforeEach(() =>
  vi.spyOn(session, 'user', 'get').mockReturnValue({ id: 1, username: 'ann' } as never),
);

it('asks for all films of a page at once, and each once', async () => {
  const fetch = vi.fn((ids: readonly number[]) =>
    Promise.resolve({ items: ids.map((id) => prediction(id, 4)) }),
  );
  const predictions = new Predictions(fetch as never);
  for (const id of [1, 2, 3, 2]) predictions.want(id);
  await vi.waitFor(() => expect(predictions.of(3)?.predicted_rating).toBe(4));
  predictions.want(1);
  await Promise.resolve();
  expect(fetch).toHaveBeenCalledTimes(1);
  expect(fetch.mock.calls[0]?.[0]).toEqual([1, 2, 3]);
});

it('asks nothing for a guest', async () => {
  vi.spyOn(session, 'user', 'get').mockReturnValue(null);
  const fetch = vi.fn();
  new Predictions(fetch as never).want(1);
  await Promise.resolve();
  expect(fetch).not.toHaveBeenCalled();
});

it('asks again once the taste has changed', async () => {
  let stars = 3;
  const fetch = vi.fn((ids: readonly number[]) =>
    Promise.resolve({ items: ids.map((id) => prediction(id, stars)) }),
  );
  const predictions = new Predictions(fetch as never);
  predictions.want(1);
  await vi.waitFor(() => expect(predictions.of(1)?.predicted_rating).toBe(3));
  stars = 4;
  marks.rate({ id: 9, title: 'Heat' }, 5);
  await vi.waitFor(() => expect(predictions.of(1)?.predicted_rating).toBe(4));
});

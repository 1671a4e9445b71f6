import { fireEvent, render } from '@testing-library/svelte';
import Poster from '$lib/components/Poster.svelte';
import { movie } from '../make';

const film = { ...movie(6), poster_url: '/api/v1/movies/6/poster' };
const pictureIn = (container: HTMLElement) => container.querySelector('img');

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

it('asks once more for a picture that is still being looked for, then keeps the drawing', async () => {
  const { container } = render(Poster, { film });
  const first = pictureIn(container);
  expect(first?.getAttribute('src')).toBe('/api/v1/movies/6/poster');
  if (first) await fireEvent.error(first);
  expect(pictureIn(container)).toBeNull();
  await vi.advanceTimersByTimeAsync(4000);
  const second = pictureIn(container);
  expect(second?.getAttribute('src')).toBe('/api/v1/movies/6/poster?again=1');
  if (second) await fireEvent.error(second);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(pictureIn(container)).toBeNull();
  vi.useRealTimers();
  await vi.waitFor(() => expect(container.querySelector('svg')).not.toBeNull());
});

it('draws only where there is no picture', () => {
  const { container } = render(Poster, { film: { ...film, poster_url: null } });
  expect(pictureIn(container)).toBeNull();
});

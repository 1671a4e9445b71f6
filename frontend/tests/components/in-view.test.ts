/** The list beside the map suggests films: those rated, seen or hidden are none. */
import { render, screen } from '@testing-library/svelte';
import * as api from '$lib/api/me';
import * as client from '$lib/api/client';
import InView from '$lib/components/map/InView.svelte';
import { Stars } from '$lib/map/stars';
import { marks } from '$lib/state/marks.svelte';
import { session } from '$lib/state/session.svelte';
import { deferred, movie, movieMap } from '../make';

vi.mock('$lib/api/me', { spy: true });
vi.mock('$lib/api/client', { spy: true });

type Item = Awaited<ReturnType<typeof api.getMarks>>['items'][number];
const answered = () => new Promise((resolve) => setTimeout(resolve));
/** The films are drawn one after another. */
async function settle() {
  await answered();
  await vi.waitFor(() => expect(document.querySelector('ol[aria-busy=true]')).toBeNull());
}

const COUNT = 80;
const ids = Array.from({ length: COUNT }, (_, i) => i + 1);
const stars = new Stars(
  movieMap(
    ids.map((id) => ({
      id,
      title: `Film ${id}`,
      year: null,
      rating_count: COUNT - id,
      x: id / COUNT,
      y: 0.5,
    })),
  ),
);
const everything = ids.map((_, i) => i);

const unmarked = (movie_id: number): Item => ({
  movie_id,
  rating: null,
  watched: false,
  watched_on: null,
  in_watchlist: false,
  hidden: false,
  owned: false,
});
const listed = () =>
  screen.queryAllByTestId('in-view-film').map((node) => Number(node.dataset['movieId']));

beforeEach(() => {
  vi.mocked(client.getMovies).mockImplementation(async (wanted) => ({
    items: wanted.map((id) => movie(id)),
  }));
});

/** Signs somebody in whose marks are `known`. */
async function someone(known: readonly Partial<Item>[] = []) {
  vi.mocked(api.signIn).mockResolvedValueOnce({
    user: { id: Math.random(), username: 'ann', is_admin: false },
    registration: 'open',
    csrf_token: 'token',
  });
  await session.signIn({ username: 'ann', password: 'x' });
  vi.mocked(api.getMarks).mockImplementation(async (wanted) => ({
    items: wanted.map((id) => ({
      ...unmarked(id),
      ...known.find(({ movie_id }) => movie_id === id),
    })),
  }));
}

it('leaves out what is rated, seen or hidden, and not what is on the watchlist', async () => {
  await someone([
    { movie_id: 1, rating: 4 },
    { movie_id: 2, watched: true },
    { movie_id: 3, hidden: true },
    { movie_id: 4, in_watchlist: true },
  ]);
  render(InView, { stars, indices: everything, chosen: null });
  await settle();
  expect(listed()).toEqual([4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15]);
  expect(screen.getByRole('status')).toHaveTextContent(
    '12 of 80 films, the best known first. Without what you rated',
  );
});

it('looks as far as it must, and says so where nothing is left', async () => {
  await someone(ids.slice(0, 70).map((movie_id) => ({ movie_id, rating: 5 })));
  const { rerender } = render(InView, { stars, indices: everything, chosen: null });
  await settle();
  expect(listed()).toEqual([71, 72, 73, 74, 75, 76, 77, 78, 79, 80]);
  await rerender({ indices: everything.slice(0, 3) });
  await settle();
  expect(listed()).toEqual([]);
  expect(screen.getByText('You rated, saw or hid every film in view.')).toBeInTheDocument();
});

it('keeps the list until the marks of the next one are known', async () => {
  await someone();
  const { rerender } = render(InView, { stars, indices: [0, 1], chosen: null });
  await settle();
  const answer = deferred<{ items: Item[] }>();
  vi.mocked(api.getMarks).mockReturnValueOnce(answer.promise);
  await rerender({ indices: [60, 61] });
  await settle();
  expect(listed()).toEqual([1, 2]);
  answer.resolve({ items: [{ ...unmarked(61), rating: 2 }, unmarked(62)] });
  await settle();
  expect(listed()).toEqual([62]);
});

it('keeps a film that is rated in the list until the map moves', async () => {
  vi.mocked(api.putRating).mockResolvedValue(undefined);
  await someone();
  const { rerender } = render(InView, { stars, indices: [0, 1, 2], chosen: null });
  await settle();
  marks.rate({ id: 2, title: 'Film 2' }, 4);
  await settle();
  expect(listed()).toEqual([1, 2, 3]);
  await rerender({ indices: [0, 1, 2, 3] });
  await settle();
  expect(listed()).toEqual([1, 3, 4]);
});

it('lists the film that was chosen, whatever its marks', async () => {
  await someone([{ movie_id: 3, rating: 1 }]);
  render(InView, { stars, indices: [0, 1, 2], chosen: 2 });
  await settle();
  expect(listed()).toEqual([3, 1, 2]);
});

it('lists everything for a guest', async () => {
  session.expire();
  render(InView, { stars, indices: [0, 1, 2], chosen: null });
  await settle();
  expect(listed()).toEqual([1, 2, 3]);
  expect(screen.getByRole('status')).toHaveTextContent('3 films.');
});

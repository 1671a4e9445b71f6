/** Films to pick from come group by group as they are scrolled to, and no film is in two groups. */
import { popularMovies } from '$lib/api/client';
import { GROUPS, WelcomeFilms } from '$lib/state/welcome.svelte';
import { movie } from '../make';

vi.mock('$lib/api/client', async (original) => ({
  ...(await original<object>()),
  popularMovies: vi.fn(),
}));

const fetch = vi.mocked(popularMovies);
const page = (...ids: number[]) => ({
  items: ids.map((id) => ({ movie: movie(id) })),
  next_cursor: null,
});

beforeEach(() => fetch.mockReset());

it('asks for the groups that are near, and for each once', async () => {
  fetch.mockImplementation(() => Promise.resolve(page(fetch.mock.calls.length) as never));
  const films = new WelcomeFilms();
  await films.want(1);
  expect(fetch).toHaveBeenCalledOnce();
  await films.want(3);
  expect(fetch).toHaveBeenCalledTimes(3);
  await films.want(2);
  expect(fetch).toHaveBeenCalledTimes(3);
  await films.want(GROUPS + 5);
  expect(fetch).toHaveBeenCalledTimes(GROUPS);
  expect(films.groups.value).toHaveLength(GROUPS);
});

it('shows no film in two groups, and keeps the place of a group that is empty', async () => {
  fetch.mockResolvedValueOnce(page(1, 2) as never).mockResolvedValue(page(2) as never);
  const films = new WelcomeFilms();
  await films.want(2);
  const ids = films.groups.value?.map(({ movies }) => movies.map(({ id }) => id));
  expect(ids).toEqual([[1, 2], []]);
});

it('loads what came near while others were on their way', async () => {
  fetch.mockImplementation(() => Promise.resolve(page(fetch.mock.calls.length) as never));
  const films = new WelcomeFilms();
  const first = films.want(1);
  void films.want(3); // The first is still on its way.
  await first;
  await films.want(0);
  expect(films.groups.value).toHaveLength(3);
});

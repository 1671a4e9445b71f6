import * as client from '$lib/api/client';
import type { SearchPage } from '$lib/api/models';
import { Problem } from '$lib/api/problem';
import { NamedFilms } from '$lib/state/named-films.svelte';
import { deferred, movie } from '../make';

vi.mock('$lib/api/client', { spy: true });

const found = (...ids: number[]) =>
  ({ items: ids.map((id) => ({ movie: movie(id), fits: true })), next_cursor: null }) as SearchPage;
const ids = (named: NamedFilms) => named.films.map(({ id }) => id);
const search = vi.mocked(client.searchMovies);

beforeEach(() => {
  vi.useFakeTimers();
  search.mockReset();
});
afterEach(() => vi.useRealTimers());

it('asks once one stops typing, for the last words', async () => {
  search.mockResolvedValue(found(3, 4));
  const named = new NamedFilms();
  for (const words of ['s', 'st', 'stalker']) named.search(words);
  expect(named.answered).toBe(false);
  await vi.advanceTimersByTimeAsync(300);
  expect(search.mock.calls.map(([{ q }]) => q)).toEqual(['stalker']);
  expect(named.answered).toBe(true);
  expect(ids(named)).toEqual([3, 4]);
});

it('shows no answer to words that stand there no longer', async () => {
  const slow = deferred<SearchPage>();
  search.mockReturnValueOnce(slow.promise).mockResolvedValueOnce(found(2));
  const named = new NamedFilms();
  named.search('slow');
  await vi.advanceTimersByTimeAsync(300);
  named.search('quick');
  await vi.advanceTimersByTimeAsync(300);
  slow.resolve(found(1));
  await vi.advanceTimersByTimeAsync(0);
  expect(ids(named)).toEqual([2]);
});

it('shows no film that is no nearer to the words than chance', async () => {
  const page = found(3, 4);
  search.mockResolvedValue({ ...page, items: page.items.map((it) => ({ ...it, fits: false })) });
  const named = new NamedFilms();
  named.search('zzxqy');
  await vi.advanceTimersByTimeAsync(300);
  expect(named.answered).toBe(true);
  expect(ids(named)).toEqual([]);
});

it('forgets what was on its way once the field is empty', async () => {
  const slow = deferred<SearchPage>();
  search.mockReturnValueOnce(slow.promise);
  const named = new NamedFilms();
  named.search('slow');
  await vi.advanceTimersByTimeAsync(300);
  named.search('');
  slow.resolve(found(1));
  await vi.advanceTimersByTimeAsync(300);
  expect(ids(named)).toEqual([]);
});

it('shows what was picked again, each film once', async () => {
  search.mockResolvedValue(found(3, 4));
  const named = new NamedFilms();
  named.search('stalker');
  await vi.advanceTimersByTimeAsync(300);
  const [first] = named.films;
  if (!first) throw new Error('nothing found');
  named.keep(first);
  named.keep({ ...first });
  named.search('');
  expect(ids(named)).toEqual([3]);
  expect(named.answered).toBe(false);
});

it('says what went wrong, until the field is empty, and tries again', async () => {
  search
    .mockRejectedValueOnce(new Problem({ status: 429, title: 'Too Many Requests' }))
    .mockResolvedValueOnce(found(5));
  const named = new NamedFilms();
  named.search('stalker');
  await vi.advanceTimersByTimeAsync(300);
  expect(named.failure).toBeInstanceOf(Problem);
  named.retry();
  await vi.advanceTimersByTimeAsync(0);
  expect(named.failure).toBeNull();
  expect(ids(named)).toEqual([5]);
});

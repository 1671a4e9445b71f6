import * as client from '$lib/api/client';
import type { PeoplePage, SearchPage } from '$lib/api/models';
import { Problem } from '$lib/api/problem';
import { fetchFilmsAndPeople, NameFinder } from '$lib/state/name-finder.svelte';
import { PeopleNames } from '$lib/state/people-names.svelte';
import { parsePersonToken, personToken } from '$lib/state/person-tokens';
import { deferred, foundPerson, movie, person } from '../make';

vi.mock('$lib/api/client', { spy: true });
const find = vi.mocked(client.findPeople);
const search = vi.mocked(client.searchMovies);

const page = (...names: string[]): PeoplePage => ({
  items: names.map((name, i) => foundPerson(i + 1, name)),
});
const names = (finder: NameFinder) =>
  finder.items.map(({ person, film }) => person?.name ?? film?.title);

describe('people found by name', () => {
  beforeEach(() => {
    vi.useFakeTimers();
    find.mockReset();
  });
  afterEach(() => vi.useRealTimers());

  it('are asked for once one stops typing, and not for what is no name', async () => {
    find.mockResolvedValue(page('Agnès Varda'));
    const finder = new NameFinder();
    for (const words of ['v', 'va', 'var', 'varda']) finder.search(words);
    await vi.advanceTimersByTimeAsync(300);
    expect(find.mock.calls.map(([q]) => q)).toEqual(['varda']);
    expect(names(finder)).toEqual(['Agnès Varda']);
    finder.search('va');
    await vi.advanceTimersByTimeAsync(300);
    expect(find).toHaveBeenCalledTimes(1);
    expect(names(finder)).toEqual([]);
    expect(finder.none).toBe(false);
    finder.search('a slow family drama from Japan');
    await vi.advanceTimersByTimeAsync(300);
    expect(find).toHaveBeenCalledTimes(1);
  });

  it('leave as soon as other words are typed than their name has', async () => {
    find.mockResolvedValueOnce(page('Agnès Varda', 'Agnes Moorehead'));
    find.mockReturnValue(new Promise(() => undefined));
    const finder = new NameFinder();
    finder.search('agn');
    await vi.advanceTimersByTimeAsync(300);
    finder.search('agnes v');
    expect(names(finder)).toEqual(['Agnès Varda']); // accents do not matter
    finder.search('agnes x');
    expect(names(finder)).toEqual([]);
    expect(finder.none).toBe(false); // nobody knows yet
  });

  it('are never those of an answer that comes late', async () => {
    const slow = deferred<PeoplePage>();
    find.mockReturnValueOnce(slow.promise).mockResolvedValueOnce(page('Tom Hanks'));
    const finder = new NameFinder();
    finder.search('hans');
    await vi.advanceTimersByTimeAsync(300);
    finder.search('hanks');
    expect(find.mock.calls[0]?.[2].aborted).toBe(true);
    await vi.advanceTimersByTimeAsync(300);
    slow.resolve(page('Hans Zimmer'));
    await vi.advanceTimersByTimeAsync(0);
    expect(names(finder)).toEqual(['Tom Hanks']);
  });

  it('are none where the server cannot say', async () => {
    find.mockRejectedValueOnce(new Problem({ status: 404, title: 'x' }));
    const finder = new NameFinder();
    finder.search('varda');
    await vi.advanceTimersByTimeAsync(300);
    expect(names(finder)).toEqual([]);
    expect(finder.none).toBe(true);
  });

  it('are forgotten with what is on its way', async () => {
    const slow = deferred<PeoplePage>();
    find.mockReturnValueOnce(slow.promise);
    const finder = new NameFinder();
    finder.search('varda');
    await vi.advanceTimersByTimeAsync(300);
    finder.clear();
    slow.resolve(page('Agnès Varda'));
    await vi.advanceTimersByTimeAsync(0);
    expect(names(finder)).toEqual([]);
  });
});

describe('films and people found by name', () => {
  const films = (...movies: SearchPage['items']): SearchPage => ({
    items: movies,
    next_cursor: null,
    nothing_fits: false,
    understood: {
      text: '',
      corrected: null,
      filters: [],
      excluded: [],
      like: null,
      likes: [],
      wishes: [],
      preferences: [],
      also: [],
    },
  });
  const result = (
    id: number,
    title: string,
    kind: 'title' | 'tag',
    original: string | null = null,
  ) => ({
    movie: movie(id, { title, original_title: original }),
    why: { kind, text: '', highlights: [] },
    fits: true,
    score: 1,
  });
  const titles = async (words: string) =>
    (await fetchFilmsAndPeople(words, new AbortController().signal)).map(
      ({ person, film }) => person?.name ?? film?.title,
    );

  beforeEach(() => {
    find.mockReset();
    search.mockReset();
    find.mockResolvedValue(page('Heath Ledger'));
  });

  it('are films whose title the words are or begin, and then people', async () => {
    search.mockResolvedValue(
      films(
        result(1, 'Heat', 'title'),
        result(2, 'In the Heat of the Night', 'tag'),
        result(3, 'Wheat', 'tag'),
        result(4, 'Chungking Express', 'tag', 'Héat'),
      ),
    );
    expect(await titles('heat')).toEqual([
      'Heat',
      'In the Heat of the Night',
      'Chungking Express',
      'Heath Ledger',
    ]);
  });

  it('include a title that the server took for a mistyped one', async () => {
    search.mockResolvedValue(films(result(1, 'Inception', 'title')));
    expect(await titles('imception')).toEqual(['Inception', 'Heath Ledger']);
  });

  it('are people alone where the search fails, and films alone for many words', async () => {
    search.mockRejectedValueOnce(new Problem({ status: 503, title: 'x' }));
    expect(await titles('heat')).toEqual(['Heath Ledger']);
    search.mockResolvedValue(films(result(1, 'The Good, the Bad and the Ugly', 'tag')));
    expect(await titles('the good the bad and the')).toEqual(['The Good, the Bad and the Ugly']);
  });
});

describe('names of people', () => {
  it('are asked for once, and only where they are not known', async () => {
    const fetch = vi.fn<typeof client.getPerson>().mockResolvedValue(person(12, [1]));
    const known = new PeopleNames(fetch);
    known.learn({ id: 7, name: 'Tom Hanks' });
    known.want(['12:director', '12', '7']);
    known.want(['12']);
    await vi.waitFor(() => expect(known.of(12)).toBe('Person 12'));
    expect(fetch).toHaveBeenCalledTimes(1);
    expect(known.of(7)).toBe('Tom Hanks');
  });

  it('may stay unknown', async () => {
    const fetch = vi.fn<typeof client.getPerson>();
    fetch.mockRejectedValue(new Problem({ status: 404, title: 'x' }));
    const known = new PeopleNames(fetch);
    known.want(['12']);
    await vi.waitFor(() => expect(fetch).toHaveBeenCalled());
    expect(known.of(12)).toBeNull();
  });
});

describe('tokens of people', () => {
  it.each(['12', '12:director', '3:cast', '999999999:composer'])('%s', (token) => {
    const parsed = parsePersonToken(token);
    expect(parsed && personToken(parsed)).toBe(token);
  });

  it.each(['', 'x', '12:', '12:king', '-1', '1234567890', '12:cast:x'])('not %j', (token) => {
    expect(parsePersonToken(token)).toBeNull();
  });
});

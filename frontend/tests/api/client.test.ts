import { encode, getMovie, searchMovies } from '$lib/api/client';
import { Problem, Unreachable } from '$lib/api/problem';
import { emptyQuery } from '$lib/state/query';
import { json, movie } from '../make';

const signal = () => new AbortController().signal;

describe('encode', () => {
  it('repeats the key of a list and leaves out what is empty', () => {
    expect(encode({ a: ['x', 'y'], b: null, c: '', d: 0, e: [] })).toBe('?a=x&a=y&d=0');
    expect(encode({ a: null })).toBe('');
  });

  it('escapes', () => {
    expect(encode({ q: 'a&b=c é' })).toBe('?q=a%26b%3Dc+%C3%A9');
  });
});

describe('the client', () => {
  it('asks for what it is told to', async () => {
    const fetched = vi.spyOn(globalThis, 'fetch').mockResolvedValue(json({ items: [] }));
    const request = {
      ...emptyQuery,
      q: 'a b',
      verbatim: ['b'],
      genres: ['Crime', 'Drama'],
      excludeGenres: ['War'],
      yearMin: 1960,
    };
    await searchMovies(request, { limit: 20, cursor: 'c1' }, signal());
    expect(fetched.mock.calls[0]?.[0]).toBe(
      '/api/v1/search?q=a+b&verbatim=b&genres=Crime&genres=Drama&exclude_genres=War&year_min=1960&limit=20&cursor=c1',
    );
  });

  it('sends every filter and the order under the names of the API', async () => {
    const fetched = vi.spyOn(globalThis, 'fetch').mockResolvedValue(json({ items: [] }));
    const request = {
      ...emptyQuery,
      q: 'a',
      sort: 'length' as const,
      countries: ['France'],
      excludeCountries: ['USA'],
      collections: ['Pixar'],
      excludeCollections: ['Marvel'],
      languages: ['French'],
      excludeLanguages: ['English'],
      people: ['12:director'],
      excludePeople: ['7'],
      certificateMax: 'PG-13' as const,
      runtimeMin: 60,
      runtimeMax: 90,
    };
    await searchMovies(request, { limit: 1, cursor: null }, signal());
    const asked = new URL(`${fetched.mock.calls[0]?.[0]}`, 'http://x').searchParams;
    expect(Object.fromEntries(asked)).toEqual({
      q: 'a',
      sort: 'length',
      countries: 'France',
      exclude_countries: 'USA',
      collections: 'Pixar',
      exclude_collections: 'Marvel',
      languages: 'French',
      exclude_languages: 'English',
      people: '12:director',
      exclude_people: '7',
      certificate_max: 'PG-13',
      runtime_min: '60',
      runtime_max: '90',
      limit: '1',
    });
  });

  it('gives the body', async () => {
    vi.spyOn(globalThis, 'fetch').mockResolvedValue(json(movie(7)));
    expect((await getMovie(7, signal())).title).toBe('Film 7');
  });

  it('tells a server that reports an error from one that is not there', async () => {
    const fetched = vi.spyOn(globalThis, 'fetch');
    fetched.mockResolvedValueOnce(
      json({ title: 'Not Found' }, { status: 404 }, 'application/problem+json'),
    );
    await expect(getMovie(7, signal())).rejects.toBeInstanceOf(Problem);
    fetched.mockRejectedValueOnce(new TypeError('Failed to fetch'));
    await expect(getMovie(7, signal())).rejects.toBeInstanceOf(Unreachable);
    fetched.mockResolvedValueOnce(new Response('Bad Gateway', { status: 502 }));
    await expect(getMovie(7, signal())).rejects.toBeInstanceOf(Unreachable);
  });

  it('calls an answer that breaks off unreachable', async () => {
    vi.spyOn(globalThis, 'fetch').mockResolvedValue(new Response('{"id": 7, "ti'));
    await expect(getMovie(7, signal())).rejects.toBeInstanceOf(Unreachable);
  });

  it('does not call an abort a failure', async () => {
    vi.spyOn(globalThis, 'fetch').mockImplementation((_, init) => {
      init?.signal?.throwIfAborted();
      return Promise.resolve(json({}));
    });
    const controller = new AbortController();
    controller.abort();
    await expect(
      searchMovies({ ...emptyQuery, q: 'a' }, { limit: 1, cursor: null }, controller.signal),
    ).rejects.toMatchObject({
      name: 'AbortError',
    });
  });
});

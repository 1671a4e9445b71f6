/** Simulated ratings have no mean on any page and order no list; real ones keep theirs. */
import { render, screen } from '@testing-library/svelte';
import { getPerson } from '$lib/api/client';
import * as api from '$lib/api/me';
import type { CreditedMovie, Movie, Recommendation } from '$lib/api/models';
import FilmCard from '$lib/components/FilmCard.svelte';
import ResultRow from '$lib/components/ResultRow.svelte';
import { router } from '$lib/router/router.svelte';
import { Discover } from '$lib/state/discover.svelte';
import { emptyQuery } from '$lib/state/query';
import { receptionOf } from '$lib/state/reception';
import { release } from '$lib/state/release.svelte';
import { session } from '$lib/state/session.svelte';
import Results from '$routes/discover/Results.svelte';
import Sheet from '$routes/film/Sheet.svelte';
import Recommended from '$routes/for-you/Card.svelte';
import ShelfCard from '$routes/for-you/ShelfCard.svelte';
import Library from '$routes/library/Library.svelte';
import LibraryRow from '$routes/library/LibraryRow.svelte';
import Person from '$routes/person/Person.svelte';
import FilmRow from '$routes/person/FilmRow.svelte';
import { details, liveRelease, movie, page, person } from '../make';

vi.mock('$lib/api/client', { spy: true });
vi.mock('$lib/api/me', { spy: true });

// jsdom lacks what `animate:flip` calls; Svelte reads matchMedia while it is imported.
vi.hoisted(() => {
  window.matchMedia = () => new EventTarget() as MediaQueryList;
  Element.prototype.getAnimations = () => [];
});

const ratings = (simulated_ratings: boolean) => release.set({ ...liveRelease, simulated_ratings });
const fields: Partial<Movie> = { rating_mean: 2.7, rating_count: 843, popularity: 0.98 };
const film = movie(7, fields);
const item: Recommendation = {
  movie: film,
  predicted_rating: 4.3,
  predicted_low: 3.5,
  predicted_high: 5,
  too_early: false,
  because: [],
  rest: 0,
  said: 0,
  score: 1,
};

const why = () => undefined;
const credited: CreditedMovie = {
  movie: film,
  roles: ['cast'],
  character: null,
  seen: false,
  rating: null,
  predicted_rating: 4.3,
};
const listed = { movie: film, added_at: '2026-11-20T09:12:00Z' };

type Shown = [name: string, show: () => unknown];
const found: Shown = [
  'a found film',
  () => render(ResultRow, { result: { movie: film, why: null, fits: true } }),
];
const filmPage: Shown = ["a film's page", () => render(Sheet, { movie: details(7, fields) })];
const shown: Shown[] = [
  found,
  filmPage,
  ['a card', () => render(FilmCard, { movie: film })],
  ['a recommendation', () => render(Recommended, { item, place: 1, why })],
  ['a film on a shelf', () => render(ShelfCard, { item, why })],
  ['a film of a person', () => render(FilmRow, { film: credited, personId: 12, named: true })],
  ['a film on the watchlist', () => render(LibraryRow, { item: listed, list: 'watchlist' })],
];
const text = () => document.body.textContent;

afterEach(() => {
  release.set(null);
  router.stop();
});

it.each(shown)('%s shows no mean and no number of simulated ratings', (_, show) => {
  ratings(true);
  show();
  expect(text()).toContain('Film 7');
  expect(text()).not.toMatch(/2\.7|843|rating/i);
});

it.each([found, filmPage])('nor does %s before it is known who rated', (_, show) => {
  show();
  expect(text()).not.toMatch(/2\.7|843|rat(ed|ing)/i);
});

it.each([found, filmPage])('%s says how well known it is', (_, show) => {
  ratings(true);
  show();
  expect(screen.getByTestId('reception')).toHaveTextContent(/^One of the best known$/);
});

it.each([found, filmPage])('%s has the mean of real ratings', (_, show) => {
  ratings(false);
  show();
  expect(screen.getByTestId('reception')).toHaveTextContent(/2\.7\s+from 843 ratings/);
});

it('keeps the predicted rating, which is the reader’s own', () => {
  ratings(true);
  render(ShelfCard, { item, why });
  expect(text()).toContain('4.3');
});

it('has words from the least known to the best known', () => {
  ratings(true);
  const words = (popularity: number) => receptionOf({ ...film, popularity }).words;
  expect([0, 0.2, 0.5, 0.9, 1].map(words)).toEqual([
    'Seldom seen',
    'Known to some',
    'Known to many',
    'Well known',
    'One of the best known',
  ]);
});

it('says of a film that nobody rated just that, and only where people rate', () => {
  const unrated = { ...film, rating_mean: null, rating_count: 0, popularity: 0 };
  ratings(false);
  expect(receptionOf(unrated)).toEqual({ mean: null, words: 'Not rated yet' });
  ratings(true);
  expect(receptionOf(unrated)).toEqual({ mean: null, words: 'Seldom seen' });
});

describe('the order by ratings', () => {
  const offered = () =>
    [...screen.getByTestId<HTMLSelectElement>('sort').options].map(({ value }) => value);

  async function results() {
    const discover = new Discover(() => Promise.resolve(page([1, 2])));
    await discover.show({ ...emptyQuery, q: 'rain' });
    const nothing = () => undefined;
    render(Results, { discover, sort: nothing, clearFilters: nothing, startOver: nothing });
  }

  it('is offered for found films where people gave the ratings', async () => {
    ratings(false);
    await results();
    expect(offered()).toContain('rating');
  });

  it('is not where they are simulated', async () => {
    ratings(true);
    await results();
    expect(offered()).toEqual(['relevance', 'year', 'length']);
  });

  it('nor for the films of a person, whatever the address says', async () => {
    ratings(true);
    vi.mocked(getPerson).mockResolvedValue(person(12, [1, 2]));
    router.replace('/people/12?sort=rating');
    router.show();
    render(Person, { params: { id: '12' } });
    await vi.waitFor(() => expect(screen.getAllByTestId('person-film')).toHaveLength(2));
    expect(screen.queryByTestId('sort')).toBeNull(); // a guest has no choice left
    expect(vi.mocked(getPerson).mock.calls[0]?.slice(0, 2)).toEqual([12, 'year']);
  });

  it('nor for planned films; rated ones are in the order of one’s own', async () => {
    ratings(true);
    vi.mocked(api.signIn).mockResolvedValueOnce({
      user: { id: 1, username: 'ann', is_admin: false },
      registration: 'open',
      csrf_token: 'token',
    });
    vi.mocked(api.getMarks).mockResolvedValue({ items: [] });
    const get = vi.mocked(api.getLibraryList);
    get.mockResolvedValue({ items: [], next_cursor: null });
    await session.signIn({ username: 'ann', password: 'x' });
    router.replace('/library?sort=rating');
    router.show();
    render(Library);
    await vi.waitFor(() => expect(get).toHaveBeenCalled());
    expect(get.mock.calls[0]?.slice(0, 2)).toEqual(['ratings', 'rating']);
    expect(offered()).toContain('rating');
    router.replace('/library?tab=watchlist&sort=rating');
    router.show();
    await vi.waitFor(() => expect(get).toHaveBeenCalledTimes(2));
    expect(get.mock.calls[1]?.slice(0, 2)).toEqual(['watchlist', 'newest']);
    expect(offered()).not.toContain('rating');
  });
});

/** Whatever is computed from taste is asked for anew after every kind of mark. */
import * as client from '$lib/api/client';
import * as api from '$lib/api/me';
import type { RecommendationPage, TasteSummary } from '$lib/api/models';
import { discover } from '$lib/state/discover.svelte';
import { starMap } from '$lib/state/map.svelte';
import { marks } from '$lib/state/marks.svelte';
import { emptyForYou } from '$lib/state/addresses';
import { preferences } from '$lib/state/preferences.svelte';
import { emptyQuery } from '$lib/state/query';
import { forYou } from '$lib/state/recommendations.svelte';
import { session } from '$lib/state/session.svelte';
import { shelves } from '$lib/state/shelves.svelte';
import { taste } from '$lib/state/taste.svelte';
import { tasteChanged } from '$lib/state/taste-changes';
import { movie } from '../make';

vi.mock('$lib/api/me', { spy: true });
vi.mock('$lib/api/client', { spy: true });

const settle = () => new Promise((resolve) => setTimeout(resolve));
const heat = movie(6, { title: 'Heat' });

const kinds = {
  rating: () => marks.rate(heat, marks.of(6).rating === 4 ? 3 : 4),
  watchlist: () => marks.setWatchlist(heat, !marks.of(6).watchlist),
  watched: () => marks.setWatched(heat, marks.of(6).watched === null ? undefined : null),
  hidden: () => marks.setHidden(heat, !marks.of(6).hidden),
};
const preference = () => void preferences.change({ onboarding_text: 'slow films' });

/** What is made from taste: how it is looked at, and the call that it asks. */
const lists = {
  'For you': [() => forYou.show(emptyForYou), () => forYou.leave(), 'recommendations'],
  'the shelves': [() => shelves.show(), () => shelves.leave(), 'getShelves'],
  'the taste summary': [() => taste.show(), () => taste.leave(), 'getTaste'],
  'the coordinates on the map': [() => starMap.show(), () => undefined, 'getTaste'],
} as const;

beforeAll(() => {
  vi.mocked(api.getSession).mockResolvedValueOnce({
    user: null,
    registration: 'open',
    csrf_token: 'token',
  });
  session.ensure(); // Discover waits until it is known who is here.
});

beforeEach(async () => {
  vi.stubGlobal('matchMedia', () => ({ matches: true }));
  for (const call of ['putRating', 'putWatchlist', 'putHidden', 'putHistory'] as const) {
    vi.mocked(api[call]).mockResolvedValue(undefined);
  }
  const page = { items: [], next_cursor: null, release: 1, basis: 'ratings' };
  vi.mocked(api.recommendations).mockResolvedValue(page as RecommendationPage);
  vi.mocked(api.getShelves).mockResolvedValue({ shelves: [], release: 1 } as never);
  vi.mocked(api.getTaste).mockResolvedValue({ position: { x: 0, y: 0 } } as TasteSummary);
  vi.mocked(api.getLibraryList).mockResolvedValue({ items: [], next_cursor: null });
  vi.mocked(client.getMap).mockRejectedValue(new Error('not looked at'));
  vi.mocked(api.getPreferences).mockResolvedValue({ onboarding_text: '' } as never);
  vi.mocked(api.putPreferences).mockResolvedValue({} as never);
  vi.mocked(api.signIn).mockResolvedValueOnce({
    user: { id: Math.random(), username: 'ann', is_admin: false },
    registration: 'open',
    csrf_token: 'token',
  });
  vi.spyOn(starMap.stars, 'load').mockResolvedValue(null);
  await session.signIn({ username: 'ann', password: 'x' });
  preferences.ensure();
  await settle();
});
afterEach(() => {
  forYou.leave();
  shelves.leave();
  taste.leave();
  vi.unstubAllGlobals();
});

describe.each(Object.entries(lists))('%s', (_, [look, leave, call]) => {
  it.each([...Object.entries(kinds), ['preference', preference] as const])(
    'are asked for anew at once after a change of %s',
    async (_, change) => {
      await look();
      await settle();
      const before = vi.mocked(api[call]).mock.calls.length;
      change();
      await settle();
      expect(vi.mocked(api[call]).mock.calls.length).toBe(before + 1);
    },
  );

  it('are asked for anew when somebody comes back, or at once', async () => {
    await look();
    await settle();
    leave();
    const before = vi.mocked(api[call]).mock.calls.length;
    kinds.watchlist();
    await settle();
    await look();
    await settle();
    expect(vi.mocked(api[call]).mock.calls.length).toBe(before + 1);
  });

  it('are not asked for anew after a change that could not be kept', async () => {
    await look();
    await settle();
    vi.mocked(api.putWatchlist).mockReset();
    vi.mocked(api.putWatchlist).mockRejectedValueOnce(new Error('no'));
    const failed = new Promise((resolve) => process.once('unhandledRejection', resolve));
    const before = vi.mocked(api[call]).mock.calls.length;
    kinds.watchlist();
    await failed;
    expect(vi.mocked(api[call]).mock.calls.length).toBe(before);
  });
});

describe("Discover's picks", () => {
  const show = async (q: string) => {
    await discover.show({ ...emptyQuery, q });
    await settle();
  };

  it.each([...Object.entries(kinds), ['an import', tasteChanged] as const])(
    'are asked for anew after a change of %s, answers to words are not',
    async (_, change) => {
      vi.mocked(client.searchMovies).mockResolvedValue({
        items: [],
        next_cursor: null,
        understood: null,
        nothing_fits: false,
      } as never);
      await show('');
      await show('heist');
      const counts = () =>
        [vi.mocked(api.recommendations), vi.mocked(client.searchMovies)].map(
          ({ mock }) => mock.calls.length,
        );
      const [picks = 0, searches] = counts();
      change();
      await settle();
      await show('');
      await show('heist');
      expect(counts()).toEqual([picks + 1, searches]);
    },
  );
});

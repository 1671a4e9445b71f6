/** A refresh of the list moves entries; the focus goes with its entry. */
import { render, screen, within } from '@testing-library/svelte';
import * as api from '$lib/api/me';
import type { Recommendation, RecommendationPage } from '$lib/api/models';
import Recommended from '$routes/for-you/Recommended.svelte';
import { emptyForYou } from '$lib/state/addresses';
import { forYou } from '$lib/state/recommendations.svelte';
import { session } from '$lib/state/session.svelte';
import { movie } from '../make';

vi.mock('$lib/api/me', { spy: true });

// jsdom lacks what `animate:flip` calls; Svelte reads matchMedia while it is imported.
vi.hoisted(() => {
  window.matchMedia = () => new EventTarget() as MediaQueryList;
  Element.prototype.getAnimations = () => [];
});

const page = (...ids: number[]) =>
  ({
    items: ids.map((id) => ({
      movie: movie(id),
      score: 1,
      predicted_rating: 4,
      because: [],
      rest: 1,
      said: 0,
    })) as unknown as Recommendation[],
    next_cursor: null,
    release: 1,
    basis: 'ratings',
  }) as RecommendationPage;

const entry = (id: number) =>
  screen.getAllByTestId('recommendation').find((node) => node.dataset['movieId'] === String(id));
const order = () =>
  screen.queryAllByTestId('recommendation').map((node) => Number(node.dataset['movieId']));

it('keeps the focus on a switch whose entry moves, and hands it on where the entry goes', async () => {
  vi.mocked(api.signIn).mockResolvedValueOnce({
    user: { id: 1, username: 'ann', is_admin: false },
    registration: 'open',
    csrf_token: 'token',
  });
  await session.signIn({ username: 'ann', password: 'x' });
  vi.mocked(api.getShelves).mockResolvedValue({ shelves: [], release: 1 } as never);
  vi.mocked(api.getPreferences).mockResolvedValue({ adventurousness: 0.3 } as never);
  vi.mocked(api.getMarks).mockResolvedValue({ items: [] });
  vi.mocked(api.putWatchlist).mockResolvedValue(undefined);
  vi.mocked(api.putHidden).mockResolvedValue(undefined);
  vi.mocked(api.recommendations)
    .mockResolvedValueOnce(page(1, 2, 3))
    .mockResolvedValueOnce(page(2, 3, 1))
    .mockResolvedValueOnce(page(2, 1));
  await forYou.show(emptyForYou);
  render(Recommended, { query: emptyForYou, pick: () => undefined });
  await vi.waitFor(() => expect(order()).toEqual([1, 2, 3]));

  const button = (id: number, name: string) => within(entry(id) as HTMLElement).getByTestId(name);
  const watchlist = button(1, 'watchlist');
  watchlist.focus();
  watchlist.click();
  await vi.waitFor(() => expect(order()).toEqual([2, 3, 1]));
  expect(watchlist).toHaveFocus();

  const hide = button(3, 'hide');
  hide.focus();
  hide.click();
  await vi.waitFor(() => expect(order()).toEqual([2, 1]));
  expect(screen.getByRole('link', { name: 'Film 1' })).toHaveFocus();
});

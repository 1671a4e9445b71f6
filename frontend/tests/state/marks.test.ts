import * as api from '$lib/api/me';
import { Problem } from '$lib/api/problem';
import { AllMarks } from '$lib/state/marks.svelte';
import { formatForYou, parseForYou, emptyForYou } from '$lib/state/addresses';
import { Recommendations } from '$lib/state/recommendations.svelte';
import { session } from '$lib/state/session.svelte';
import { toast } from '$lib/state/toast.svelte';
import { deferred, json, movie } from '../make';

vi.mock('$lib/api/me', { spy: true });

const heat = { id: 6, title: 'Heat' };
const rate = () => vi.mocked(api.putRating);
const settle = () => new Promise((resolve) => setTimeout(resolve));

async function someone() {
  vi.mocked(api.signIn).mockResolvedValueOnce({
    user: { id: 1, username: 'ann', is_admin: false },
    registration: 'open',
    csrf_token: 'token',
  });
  await session.signIn({ username: 'ann', password: 'x' });
}

beforeEach(async () => {
  toast.clear();
  await someone();
});

describe('marks', () => {
  it('show a rating before the server has it, and take it back', async () => {
    rate().mockResolvedValue(undefined);
    const marks = new AllMarks();
    marks.rate(heat, 4.5);
    expect(marks.of(6).rating).toBe(4.5);
    expect(toast.note?.text).toBe('Heat: 4.5 stars.');
    await settle();
    toast.act();
    expect(marks.of(6).rating).toBeNull();
    await settle();
    expect(rate().mock.calls.slice(-2)).toEqual([
      [6, 4.5],
      [6, null],
    ]);
  });

  it('offer to undo for ten seconds', () => {
    vi.useFakeTimers();
    rate().mockResolvedValue(undefined);
    new AllMarks().rate(heat, 4);
    vi.advanceTimersByTime(9_900);
    expect(toast.note).not.toBeNull();
    vi.advanceTimersByTime(200);
    expect(toast.note).toBeNull();
    vi.useRealTimers();
  });

  it('put back what could not be saved, say so, and try again', async () => {
    rate().mockRejectedValueOnce(new Problem({ status: 500, title: 'x' }));
    const marks = new AllMarks();
    const phases: string[] = [];
    marks.onChange(({ phase }) => phases.push(phase));
    marks.rate(heat, 4);
    await settle();
    expect([marks.of(6).rating, toast.note?.outcome, phases]).toEqual([
      null,
      'failed',
      ['wanted', 'failed'],
    ]);
    rate().mockResolvedValue(undefined);
    toast.act();
    await settle();
    expect(marks.of(6).rating).toBe(4);
  });

  it('send one request at a time, and the last wish wins', async () => {
    const first = deferred<undefined>();
    rate().mockReset();
    rate().mockReturnValueOnce(first.promise).mockResolvedValue(undefined);
    const marks = new AllMarks();
    marks.rate(heat, 1);
    marks.rate(heat, 2);
    marks.rate(heat, 3);
    expect(rate()).toHaveBeenCalledTimes(1);
    first.resolve(undefined);
    await settle();
    expect(rate().mock.calls).toEqual([
      [6, 1],
      [6, 3],
    ]);
    expect(marks.of(6).rating).toBe(3);
  });

  it('are read in one request, and never overwrite what is on its way', async () => {
    const saving = deferred<undefined>();
    rate().mockReturnValueOnce(saving.promise);
    const item = {
      watched: false,
      watched_on: null,
      in_watchlist: true,
      hidden: false,
      owned: true,
    };
    const read = vi.mocked(api.getMarks).mockResolvedValue({
      items: [6, 7].map((movie_id) => ({ movie_id, rating: 2, ...item })),
    });
    const marks = new AllMarks();
    marks.want(6);
    marks.want(7);
    marks.want(6);
    marks.rate(heat, 5);
    await settle();
    expect(read.mock.calls.map(([ids]) => ids)).toEqual([[6, 7]]);
    expect([marks.of(6), marks.of(7).rating]).toEqual([
      { rating: 5, watchlist: true, hidden: false, watched: undefined },
      2,
    ]);
    saving.resolve(undefined);
  });

  it('notice that the session has ended', async () => {
    rate().mockRejectedValueOnce(new Problem({ status: 401, title: 'x' }));
    new AllMarks().rate(heat, 4);
    await settle();
    expect(session.user).toBeNull();
  });
});

describe('recommendations', () => {
  const page = (ids: number[], basis: 'ratings' | 'popular' = 'ratings') => ({
    items: ids.map((id) => ({
      movie: movie(id),
      score: 1,
      predicted_rating: 4,
      because: [],
      rest: 1,
    })),
    next_cursor: null,
    release: 1,
    basis,
  });
  const ids = (state: Recommendations) => state.items.map(({ movie: { id } }) => id);

  it('drop a hidden film at once, reload, and let no stale answer win', async () => {
    vi.mocked(api.putHidden).mockResolvedValue(undefined);
    const answers = [deferred<ReturnType<typeof page>>(), deferred<ReturnType<typeof page>>()];
    const fetch = vi.fn().mockResolvedValueOnce(page([1, 2, 3, 4]));
    for (const answer of answers) fetch.mockReturnValueOnce(answer.promise);
    const marks = new AllMarks();
    const state = new Recommendations(marks, fetch);
    await state.show(emptyForYou);
    marks.setHidden(movie(1), true);
    expect(ids(state)).toEqual([2, 3, 4]);
    await settle();
    marks.setHidden(movie(2), true);
    await settle();
    expect(fetch).toHaveBeenCalledTimes(3);
    answers[1]?.resolve(page([4, 3]));
    await settle();
    answers[0]?.resolve(page([2, 3, 4]));
    await settle();
    expect(ids(state)).toEqual([4, 3]);
  });

  it('bring a film back whose mark could not be saved', async () => {
    vi.mocked(api.putHidden).mockRejectedValueOnce(new Problem({ status: 500, title: 'x' }));
    const marks = new AllMarks();
    const state = new Recommendations(marks, vi.fn().mockResolvedValue(page([1, 2])));
    await state.show(emptyForYou);
    marks.setHidden(movie(1), true);
    await settle();
    expect(ids(state)).toEqual([1, 2]);
  });

  it('know whether they are about the person', async () => {
    const state = new Recommendations(
      new AllMarks(),
      vi.fn().mockResolvedValue(page([1], 'popular')),
    );
    await state.show(emptyForYou);
    expect(state.aboutYou).toBe(false);
  });

  it('keep the slider in the address', () => {
    const query = { ...emptyForYou, genres: ['War'], adventurousness: 0.35 };
    expect(formatForYou(query)).toBe('?genres=War&adventurousness=0.35');
    expect(parseForYou(formatForYou(query))).toEqual(query);
    expect(parseForYou('?adventurousness=9').adventurousness).toBeNull();
  });
});

describe('the session', () => {
  it('tells who is here, and sends its token with writes', async () => {
    vi.mocked(api.putHidden).mockRestore();
    const fetched = vi
      .spyOn(globalThis, 'fetch')
      .mockImplementation(() => Promise.resolve(new Response(null, { status: 204 })));
    await api.putHidden(3, true);
    expect(fetched.mock.calls[0]?.[1]?.headers).toMatchObject({ 'X-CSRF-Token': 'token' });
  });

  it('fetches a new token where the old one no longer holds, once', async () => {
    const answers = [
      json({ title: 'x', type: '/api/docs#csrf' }, { status: 403 }, 'application/problem+json'),
      json({
        user: { id: 1, username: 'ann', is_admin: false },
        registration: 'open',
        csrf_token: 'fresh',
      }),
      new Response(null, { status: 204 }),
    ];
    const fetched = vi
      .spyOn(globalThis, 'fetch')
      .mockImplementation(() => Promise.resolve(answers.shift() ?? new Response()));
    await api.putWatchlist(3, true);
    expect(fetched.mock.calls.map(([url]) => url)).toEqual([
      '/api/v1/me/watchlist/3',
      '/api/v1/session',
      '/api/v1/me/watchlist/3',
    ]);
    expect(fetched.mock.calls[2]?.[1]?.headers).toMatchObject({ 'X-CSRF-Token': 'fresh' });
  });

  it('tells its listeners when somebody else is here', async () => {
    const heard = vi.fn();
    session.onChange(heard);
    session.expire();
    await someone();
    expect(heard).toHaveBeenCalledTimes(2);
    expect(session.user?.username).toBe('ann');
  });
});

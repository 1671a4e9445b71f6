/** Marks that contradict each other, and viewings with their days and notes. */
import * as api from '$lib/api/me';
import type { Viewing } from '$lib/api/models';
import { Problem, Unreachable } from '$lib/api/problem';
import { parseLibrary, formatLibrary } from '$lib/state/addresses';
import { today } from '$lib/state/days';
import { AllMarks } from '$lib/state/marks.svelte';
import { distinct } from '$lib/state/paged.svelte';
import { session } from '$lib/state/session.svelte';
import { toast } from '$lib/state/toast.svelte';
import { Viewings } from '$lib/state/viewings.svelte';
import { movie } from '../make';

vi.mock('$lib/api/me', { spy: true });

const heat = movie(6, { title: 'Heat' });
const settle = () => new Promise((resolve) => setTimeout(resolve));
const viewing = (id: number, watched_on: string | null, note = ''): Viewing => ({
  id,
  movie: heat,
  watched_on,
  note,
  number: 1,
  rating: null,
  added_at: '2025-01-01T00:00:00Z',
});
/** What was sent, in order. */
let sent: unknown[][] = [];

beforeEach(async () => {
  toast.clear();
  sent = [];
  vi.mocked(api.signIn).mockResolvedValueOnce({
    user: { id: 1, username: 'ann', is_admin: false },
    registration: 'open',
    csrf_token: 'token',
  });
  await session.signIn({ username: 'ann', password: 'x' });
  for (const name of [
    'putHistory',
    'putWatchlist',
    'putHidden',
    'putRating',
    'deleteViewing',
  ] as const) {
    vi.mocked<(...given: never[]) => Promise<unknown>>(api[name]).mockImplementation(
      (...given: unknown[]) => {
        sent.push([name, ...given]);
        return settle();
      },
    );
  }
  vi.mocked(api.postViewing).mockImplementation(({ movie_id, watched_on, note }) => {
    sent.push(['postViewing', movie_id, watched_on, note]);
    return Promise.resolve({ ...viewing(9, watched_on ?? null, note), number: 2 });
  });
  vi.mocked(api.putViewing).mockImplementation((id, values) => {
    sent.push(['putViewing', id, values.watched_on, values.note]);
    return Promise.resolve(viewing(id, values.watched_on, values.note));
  });
  vi.mocked(api.getMarks).mockResolvedValue({ items: [] });
});

async function marked(values: Partial<Awaited<ReturnType<typeof api.getMarks>>['items'][0]>) {
  const item = { rating: null, watched: false, watched_on: null, owned: false };
  vi.mocked(api.getMarks).mockResolvedValueOnce({
    items: [{ movie_id: 6, ...item, in_watchlist: false, hidden: false, ...values }],
  });
  const marks = new AllMarks();
  marks.want(6);
  await settle();
  return marks;
}

describe('marks that contradict each other', () => {
  it('seen takes a film off the watchlist, and undo brings both back in order', async () => {
    vi.mocked(api.getViewingsOf).mockResolvedValue([viewing(1, today())]);
    const marks = await marked({ in_watchlist: true });
    marks.setWatched(heat, today());
    expect(marks.of(6)).toMatchObject({ watchlist: false, watched: today() });
    expect(toast.note?.text).toBe('Heat: seen today. It is off your watchlist.');
    toast.act();
    for (let turn = 0; turn < 6; turn += 1) await settle();
    expect(marks.of(6)).toMatchObject({ watchlist: true, watched: undefined });
    expect(sent).toEqual([
      ['putHistory', 6, today()],
      ['putWatchlist', 6, false],
      ['putHistory', 6, undefined],
      ['putWatchlist', 6, true],
    ]);
  });

  it('a first rating takes a film off the watchlist, and undo brings it back', async () => {
    const marks = await marked({ in_watchlist: true });
    marks.rate(heat, 4);
    expect(marks.of(6)).toMatchObject({ watchlist: false, rating: 4 });
    expect(toast.note?.text).toContain('It is off your watchlist.');
    toast.act();
    for (let turn = 0; turn < 6; turn += 1) await settle();
    expect(marks.of(6)).toMatchObject({ watchlist: true, rating: null });
    expect(sent.slice(-2)).toEqual([
      ['putRating', 6, null],
      ['putWatchlist', 6, true],
    ]);
  });

  it('of many films at once are sent two at a time, and all arrive', async () => {
    const marks = await marked({});
    const answers: (() => void)[] = [];
    vi.mocked(api.putRating).mockImplementation((id) => {
      sent.push(['putRating', id]);
      return new Promise((done) => answers.push(() => done(undefined)));
    });
    for (const id of [6, 7, 8, 9]) marks.rate({ ...heat, id }, 3);
    await settle();
    expect(sent).toHaveLength(2);
    for (let turn = 0; turn < 4; turn += 1) {
      answers.shift()?.();
      await settle();
    }
    expect(sent.map(([, id]) => id)).toEqual([6, 7, 8, 9]);
  });

  it('other stars for a film that is planned again leave it on the watchlist', async () => {
    const marks = await marked({ rating: 3, in_watchlist: true });
    marks.rate(heat, 4);
    await settle();
    expect(marks.of(6)).toMatchObject({ watchlist: true, rating: 4 });
    expect(sent).toEqual([['putRating', 6, 4]]);
  });

  it('a film seen before may be planned again, and a day changes nothing else', async () => {
    const marks = await marked({ watched: true, watched_on: '2020-01-31', in_watchlist: true });
    marks.setWatched(heat, '2020-02-01');
    await settle();
    expect(marks.of(6).watchlist).toBe(true);
    expect(sent).toEqual([['putHistory', 6, '2020-02-01']]);
  });

  it.each([
    ['hiding takes it off the watchlist', { in_watchlist: true }, 'hidden', 'watchlist'],
    ['the watchlist un-hides', { hidden: true }, 'watchlist', 'hidden'],
  ] as const)('%s', async (_, before, on, off) => {
    const marks = await marked(before);
    if (on === 'hidden') marks.setHidden(heat, true);
    else marks.setWatchlist(heat, true);
    expect([marks.of(6)[on], marks.of(6)[off]]).toEqual([true, false]);
    toast.act();
    expect([marks.of(6)[on], marks.of(6)[off]]).toEqual([false, true]);
    await settle();
  });

  it('another day, or none, is chosen in the toast', async () => {
    const marks = await marked({});
    marks.setWatched(heat, today());
    expect(toast.note?.day?.value()).toBe(today());
    toast.note?.day?.set(null);
    expect(marks.of(6).watched).toBeNull();
    expect(toast.note?.text).toBe('Heat: seen, some day.');
    await settle();
    await settle();
    expect(sent.at(-1)).toEqual(['putHistory', 6, null]);
  });

  it('undo of "not seen" brings every viewing back, the oldest first', async () => {
    const marks = await marked({ watched: true, watched_on: '2025-03-01' });
    vi.mocked(api.getViewingsOf).mockResolvedValueOnce([
      viewing(2, '2025-03-01', 'Better.'),
      viewing(1, null, 'Good.'),
    ]);
    marks.setWatched(heat, undefined);
    await settle();
    await settle();
    toast.act();
    await settle();
    expect(marks.of(6).watched).toBe('2025-03-01');
    expect(sent).toEqual([
      ['putHistory', 6, undefined],
      ['postViewing', 6, null, 'Good.'],
      ['postViewing', 6, '2025-03-01', 'Better.'],
    ]);
  });
});

describe('viewings', () => {
  it('are entered once more, for today or another day, and taken back', async () => {
    const changed = vi.fn();
    const viewings = new Viewings();
    viewings.onChange(changed);
    await viewings.again(heat);
    expect(toast.note?.text).toBe('Heat: seen today, for the second time.');
    const undo = toast.note?.action?.run;
    toast.note?.day?.set('2024-02-29');
    await settle();
    undo?.();
    await settle();
    expect(sent).toEqual([
      ['postViewing', 6, today(), ''],
      ['putViewing', 9, '2024-02-29', ''],
      ['deleteViewing', 9],
    ]);
    expect(changed).toHaveBeenCalledTimes(3);
  });

  it('are entered under one key, however often they are sent', async () => {
    vi.mocked(api.postViewing).mockRejectedValueOnce(new Unreachable('no answer'));
    const viewings = new Viewings();
    const before = vi.mocked(api.postViewing).mock.calls.length;
    await viewings.again(heat);
    toast.act();
    await settle();
    const keys = vi
      .mocked(api.postViewing)
      .mock.calls.slice(before)
      .map(([, key]) => key);
    expect(keys).toHaveLength(2);
    expect(new Set(keys).size).toBe(1);
    await viewings.again(heat);
    expect(vi.mocked(api.postViewing).mock.calls.at(-1)?.[1]).not.toBe(keys[0]);
  });

  it('keep a note, say so, and take it back', async () => {
    const viewings = new Viewings();
    const kept = viewing(3, '2025-03-01');
    expect(await viewings.change(kept, { watched_on: kept.watched_on, note: 'Better.' })).toBe(
      true,
    );
    expect(toast.note?.text).toBe('Heat: note saved.');
    toast.act();
    await settle();
    expect(sent).toEqual([
      ['putViewing', 3, '2025-03-01', 'Better.'],
      ['putViewing', 3, '2025-03-01', ''],
    ]);
  });

  it('say what could not be kept, and try again', async () => {
    vi.mocked(api.putViewing).mockRejectedValueOnce(new Problem({ status: 500, title: 'x' }));
    const viewings = new Viewings();
    const kept = viewing(3, '2025-03-01');
    expect(await viewings.change(kept, { watched_on: null, note: '' })).toBe(false);
    expect(toast.note?.outcome).toBe('failed');
    toast.act();
    await settle();
    expect(sent).toEqual([['putViewing', 3, null, '']]);
  });

  it('go one by one; the only one is a mark taken off', async () => {
    const viewings = new Viewings();
    const all = [viewing(2, '2025-03-01'), viewing(1, '2020-01-31', 'Good.')];
    vi.mocked(api.getViewingsOf).mockResolvedValue(all);
    await viewings.remove(all[1] as Viewing);
    toast.act();
    await settle();
    expect(sent).toEqual([
      ['deleteViewing', 1],
      ['postViewing', 6, '2020-01-31', 'Good.'],
    ]);
  });

  it('of one film are several entries of a list', () => {
    const items = [viewing(1, null), viewing(2, null), viewing(1, null)];
    expect(distinct(items, ({ id }) => id).map(({ id }) => id)).toEqual([1, 2]);
  });
});

it('the year of the diary is in the address, and of no other list', () => {
  const view = parseLibrary('?tab=history&year=2025');
  expect(view).toMatchObject({ list: 'history', year: 2025 });
  expect(formatLibrary(view)).toBe('?tab=history&year=2025');
  for (const odd of ['?tab=history&year=1887', '?tab=history&year=x', '?year=2025']) {
    expect(parseLibrary(odd).year).toBeNull();
  }
});

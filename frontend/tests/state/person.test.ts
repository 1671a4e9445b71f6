import * as account from '$lib/api/account';
import * as api from '$lib/api/me';
import type {
  ColumnMapping,
  ImportReport,
  Preferences,
  UnknownLayout,
  Viewing,
} from '$lib/api/models';
import { Problem, Unreachable } from '$lib/api/problem';
import { connection } from '$lib/state/connection.svelte';
import { Form } from '$lib/state/form.svelte';
import { Import } from '$lib/state/import.svelte';
import { AllMarks } from '$lib/state/marks.svelte';
import { PreferencesState } from '$lib/state/preferences.svelte';
import { session } from '$lib/state/session.svelte';
import { standouts } from '$lib/state/taste.svelte';
import { byMonth, fits } from '$routes/library/months';
import { deferred, movie } from '../make';

vi.mock('$lib/api/me', { spy: true });
vi.mock('$lib/api/account', { spy: true });

const settle = () => new Promise((resolve) => setTimeout(resolve));

const said: Preferences = {
  genres: [],
  exclude_genres: ['War'],
  tags: [],
  exclude_tags: [],
  exclude_people: [],
  year_min: null,
  year_max: null,
  adventurousness: 0.3,
  onboarding_text: '',
  read: [],
};

beforeEach(async () => {
  vi.mocked(api.signIn).mockResolvedValueOnce({
    user: { id: 1, username: 'ann', is_admin: false },
    registration: 'open',
    csrf_token: 'token',
  });
  await session.signIn({ username: 'ann', password: 'x' });
});

describe('preferences', () => {
  async function loaded() {
    vi.mocked(api.getPreferences).mockResolvedValueOnce(said);
    const state = new PreferencesState();
    state.ensure();
    await settle();
    return state;
  }

  it('move a genre from never to more at once, and keep the last wish', async () => {
    const first = deferred<Preferences>();
    const put = vi.mocked(api.putPreferences).mockReturnValueOnce(first.promise);
    put.mockResolvedValue(said);
    const state = await loaded();
    state.prefer('genre', 'War', 'more');
    expect(state.preferenceOf('genre', 'War')).toBe('more');
    state.prefer('tag', 'gore', 'less');
    first.resolve(said);
    await settle();
    expect(put).toHaveBeenCalledTimes(2);
    expect(put.mock.calls[1]?.[0]).toMatchObject({
      genres: ['War'],
      exclude_genres: [],
      exclude_tags: ['gore'],
    });
    expect(state.preferenceOf('tag', 'gore')).toBe('less');
  });

  it('leave people out and take them in again', async () => {
    vi.mocked(api.putPreferences).mockResolvedValue(said);
    const state = await loaded();
    state.excludePerson(12, true);
    expect(state.excludesPerson(12)).toBe(true);
    state.excludePerson(12, false);
    expect(state.value?.exclude_people).toEqual([]);
    await settle();
  });

  it('go back to what is kept where they cannot be kept', async () => {
    vi.mocked(api.putPreferences).mockRejectedValueOnce(new Problem({ status: 500, title: 'x' }));
    const state = await loaded();
    expect(await state.change({ onboarding_text: 'slow films' })).toBe(false);
    expect(state.value).toEqual(said);
  });
});

describe('an import', () => {
  const report = (dry_run: boolean, fresh: number) =>
    ({
      dry_run,
      ratings: { new: fresh, changed: 0, unchanged: 1, kept: 0, removed: 0 },
      history: { new: 0, changed: 0, unchanged: 0, kept: 0, removed: 0 },
      watchlist: { new: 0, changed: 0, unchanged: 0, kept: 0, removed: 0 },
      hidden: { new: 0, changed: 0, unchanged: 0, kept: 0, removed: 0 },
      preferences: { new: 0, changed: 0, unchanged: 0, kept: 0, removed: 0 },
      unknown_layouts: [] as ImportReport['unknown_layouts'],
    }) as ImportReport;
  const file = new File(['a'], 'ratings.csv');

  it('only reads first, and repeats a lost attempt under the same key', async () => {
    const send = vi.mocked(account.importFiles).mockResolvedValueOnce(report(true, 2));
    const bring = new Import();
    bring.choose([file]);
    await settle();
    expect(send.mock.lastCall?.[2]).toBe(true);
    expect(bring.changes).toBe(true);

    send.mockRejectedValueOnce(new Unreachable('gone')).mockResolvedValueOnce(report(false, 2));
    await bring.apply();
    expect(bring.failure).toBeInstanceOf(Unreachable);
    await bring.apply();
    const [lost, again] = send.mock.calls.slice(-2);
    expect(lost?.[2]).toBe(false);
    expect(again?.[3]).toBe(lost?.[3]);
    expect(bring.report?.dry_run).toBe(false);
  });

  it('asks about each file of an unknown layout, and sends what each means', async () => {
    const unknown = (name: string): UnknownLayout => ({
      file: name,
      columns: ['Movie', 'When'],
      samples: [],
      suggestion: null as unknown as UnknownLayout['suggestion'],
    });
    const problem = new Problem({
      status: 422,
      title: 'Unknown layout',
      members: { layouts: [unknown('a.csv'), unknown('b.csv')] },
    });
    const send = vi.mocked(account.importFiles).mockRejectedValueOnce(problem);
    const bring = new Import();
    bring.choose([new File(['a'], 'a.csv'), new File(['b'], 'b.csv')]);
    await settle();
    expect(bring.unknown.map((layout) => layout.file)).toEqual(['a.csv', 'b.csv']);

    send.mockResolvedValue({ ...report(true, 1), unknown_layouts: [unknown('b.csv')] });
    const mapping = { title: 'Movie' } as unknown as ColumnMapping;
    bring.map('a.csv', mapping);
    await bring.apply();
    expect(send.mock.lastCall?.[1].mappings).toEqual({ 'a.csv': mapping });
    // What was named stays, to be named otherwise.
    expect(bring.unknown.map((layout) => layout.file)).toEqual(['a.csv', 'b.csv']);
    bring.map('b.csv', mapping);
    bring.map('a.csv', null);
    await bring.apply();
    expect(send.mock.lastCall?.[1].mappings).toEqual({ 'b.csv': mapping });
    bring.clear();
    expect(bring.unknown).toEqual([]);
  });

  it('shows the file chosen last, however late another answers', async () => {
    const slow = deferred<ImportReport>();
    const send = vi.mocked(account.importFiles).mockReturnValueOnce(slow.promise);
    send.mockResolvedValueOnce(report(true, 0));
    const bring = new Import();
    bring.choose([file]);
    bring.choose([new File(['b'], 'other.csv')]);
    await settle();
    slow.resolve(report(true, 9));
    await settle();
    expect(bring.report?.ratings.new).toBe(0);
    expect(bring.changes).toBe(false);
  });
});

describe('a form', () => {
  it('puts faults at their fields', async () => {
    const form = new Form({ name: () => 'A name.', days: () => 'Days, 1 to 365.' });
    const errors = [
      { pointer: '/days', detail: 'Too many.' },
      { pointer: '/other', detail: 'Odd.' },
    ];
    const sent = await form.send(() =>
      Promise.reject(new Problem({ status: 422, title: 'x', errors })),
    );
    expect(sent).toBe(false);
    expect(form.faults).toEqual({ days: 'Days, 1 to 365.' });
    expect(await form.send(() => Promise.resolve())).toBe(true);
    expect(form.faults).toEqual({});
  });
});

describe('marks while the server is gone', () => {
  it('stay as wanted, and are saved once it is back', async () => {
    const retries: (() => void)[] = [];
    vi.spyOn(connection, 'lost').mockImplementation((retry) => {
      retries.push(retry);
      return () => undefined;
    });
    const put = vi.mocked(api.putRating).mockRejectedValueOnce(new Unreachable('gone'));
    put.mockResolvedValue(undefined);
    const marks = new AllMarks();
    const phases: string[] = [];
    marks.onChange(({ phase }) => phases.push(phase));
    marks.rate({ id: 6, title: 'Heat' }, 4);
    await settle();
    expect(marks.of(6).rating).toBe(4);
    expect(marks.waiting).toBe(1);

    // Another wish meanwhile asks nobody, and is the one that is saved.
    marks.rate({ id: 6, title: 'Heat' }, 4.5);
    for (const retry of retries) retry();
    await settle();
    expect(put.mock.calls.slice(-2)).toEqual([
      [6, 4],
      [6, 4.5],
    ]);
    expect(marks.waiting).toBe(0);
    expect(phases).toEqual(['wanted', 'wanted', 'kept']);
  });
});

describe('the diary', () => {
  const seen = (id: number, watched_on: string | null): Viewing => ({
    id,
    movie: movie(id),
    note: '',
    number: 1,
    watched_on,
    rating: null,
    added_at: '2025-01-01T00:00:00Z',
  });

  it('is by month, with what has no day at the end', () => {
    const months = byMonth([seen(1, '2025-03-09'), seen(2, null), seen(3, '2025-03-01')]);
    expect(months.map(({ key, items }) => [key, items.length])).toEqual([
      ['2025-03', 2],
      ['', 1],
    ]);
  });

  it('is narrowed by title, year, name and genre in either language', () => {
    const item = { movie: movie(1, { title: 'Le Cercle rouge', year: 1970, genres: ['Crime'] }) };
    const german = (name: string) => (name === 'Crime' ? 'Krimi' : name);
    expect(fits(item, 'ROUGE 1970', german)).toBe(true);
    expect(fits(item, 'krimi', german)).toBe(true);
    expect(fits(item, 'rouge 1971', german)).toBe(false);
    expect(fits(item, ' ', german)).toBe(true);
    const melville = { ...item.movie, directors: [{ id: 1, name: 'Jean-Pierre Melville' }] };
    expect(fits({ movie: melville }, 'melville', german)).toBe(true);
  });
});

it('names only what stands out', () => {
  const names = [
    { name: 'Drama', weight: 0.05, count: 40, estimated: 0 },
    { name: 'Sci-Fi', weight: 0.6, count: 9, estimated: 0 },
    { name: 'Crime', weight: 0.4, count: 3, estimated: 0 },
    { name: 'IMAX', weight: 0.9, count: 1, estimated: 0 },
    { name: 'Musical', weight: -0.5, count: 4, estimated: 0 },
  ];
  expect(standouts(names, 1)).toEqual(['Sci-Fi', 'Crime']);
  expect(standouts(names, -1)).toEqual(['Musical']);
});

import { Company, MOST_NAMED, nameFilm, nobody, saysSomething } from '$lib/state/company.svelte';
import { requestOf, wishesOf } from '$lib/state/tonight.svelte';
import { anyEvening } from '$lib/state/tonight-address';

const heat = { id: 1, title: 'Heat' };
const jaws = { id: 2, title: 'Jaws' };

afterEach(() => sessionStorage.clear());

it('names a film as loved or not theirs, never as both', () => {
  const loves = nameFilm(nobody, heat, 'loves');
  expect(loves.loves).toEqual([heat]);
  const hates = nameFilm(loves, heat, 'hates');
  expect([hates.loves, hates.hates]).toEqual([[], [heat]]);
  expect(nameFilm(hates, heat, 'hates')).toEqual(nobody);
});

it('keeps the films named last where there are too many', () => {
  let guest = nobody;
  for (let id = 1; id <= MOST_NAMED + 2; id += 1) {
    guest = nameFilm(guest, { id, title: `Film ${id}` }, 'loves');
  }
  expect(guest.loves.map(({ id }) => id)).toEqual([3, 4, 5, 6, 7]);
});

it('takes a mood of blanks for silence', () => {
  expect(saysSomething({ ...nobody, mood: '  ' })).toBe(false);
  expect(saysSomething({ ...nobody, mood: 'silly' })).toBe(true);
});

it('outlives a reload, and knows its guests by name', () => {
  const before = new Company();
  before.put({ ...nobody, name: 'Ana', loves: [heat] }, null);
  before.put({ ...nobody, name: 'Ben', mood: 'silly' }, null);
  before.put({ ...nobody, name: 'Anna', loves: [jaws] }, 'Ana');
  before.rest(7, true);
  const after = new Company();
  expect(after.guests.map(({ name }) => name)).toEqual(['Anna', 'Ben']);
  expect(after.resting).toEqual([7]);
  expect(after.isTaken('anna', null)).toBe(true);
  expect(after.isTaken('anna', 'Anna')).toBe(false);
  after.remove('Ben');
  after.rest(7, false);
  expect(new Company().guests).toHaveLength(1);
  expect(new Company().resting).toEqual([]);
});

it('survives what is broken in the storage', () => {
  sessionStorage.setItem('ordained.company', '{"guests":[{"name":3},null,{"name":"A","mood":""}]}');
  sessionStorage.setItem('ordained.not-tonight', '{"a":1}');
  const company = new Company();
  expect(company.guests).toEqual([{ name: 'A', mood: '', loves: [], hates: [] }]);
  expect(company.resting).toEqual([]);
});

it('asks for a guest as themselves, and for no account without one', () => {
  const company = new Company();
  company.setSelf(nameFilm(nobody, heat, 'hates'));
  company.put({ ...nobody, name: 'Ana', mood: ' silly ' }, null);
  expect(company.people(['ben'], 'You')).toEqual([
    { name: 'You', loves: [], hates: [1], mood: null },
    { name: 'Ana', loves: [], hates: [], mood: 'silly' },
  ]);
});

it('asks for an evening: time as a filter, moods with their strength', () => {
  const wishes = wishesOf({
    ...anyEvening,
    minutes: 90,
    moods: { funny: 1 },
    without: { sad: 3 },
    age: 8,
    fairness: 1,
  });
  expect(wishes).toMatchObject({
    filters: { runtime_max: 90 },
    moods: { funny: 1, sad: -3 },
    youngest: 8,
    fairness: 1,
    seen: 'nobody',
  });
  expect(wishesOf(anyEvening)).not.toHaveProperty('filters');
  expect(requestOf(anyEvening, 'You').people).toHaveLength(1);
});

import { personSorts } from '$lib/api/client';
import {
  emptyForYou,
  formatForYou,
  formatPerson,
  parseForYou,
  parsePerson,
} from '$lib/state/addresses';
import { roles } from '$lib/state/person-tokens';

describe('the address of a person', () => {
  it('gives back any view', () => {
    for (const role of [null, ...roles]) {
      for (const sort of personSorts) {
        const view = { role, sort };
        expect(parsePerson(formatPerson(view))).toEqual(view);
      }
    }
  });

  it('says nothing of what is usual, and nonsense does no harm', () => {
    expect(formatPerson({ role: null, sort: 'year' })).toBe('');
    expect(formatPerson({ role: 'cast', sort: 'rating' })).toBe('?role=cast&sort=rating');
    expect(parsePerson('?role=king&sort=loud')).toEqual({ role: null, sort: 'year' });
  });
});

it('keeps the filters of For you, and neither words nor their order', () => {
  const view = {
    ...emptyForYou,
    people: ['12:director'],
    excludeCountries: ['USA'],
    runtimeMax: 90,
    certificateMax: 'PG' as const,
    adventurousness: 0.5,
  };
  expect(parseForYou(formatForYou(view))).toEqual(view);
  expect(formatForYou({ ...view, q: 'a', sort: 'year' })).toBe(formatForYou(view));
});

import { filterChips, understoodChips, withoutPhrase } from '$lib/state/chips';
import { emptyQuery } from '$lib/state/query';

describe('chips of the drawer', () => {
  const query = { q: 'x', genres: ['Crime'], excludeGenres: ['War'], yearMin: 1980, yearMax: 1989 };

  it('stand for each filter', () => {
    expect(filterChips(query).map(({ label }) => label)).toEqual(['Crime', 'not War', '1980–1989']);
    expect(filterChips(emptyQuery)).toEqual([]);
  });

  it('remove just their own', () => {
    const [crime, war, years] = filterChips(query).map((chip) => chip.without(query));
    expect(crime).toEqual({ ...query, genres: [] });
    expect(war).toEqual({ ...query, excludeGenres: [] });
    expect(years).toEqual({ ...query, yearMin: null, yearMax: null });
  });
});

describe('understood chips', () => {
  const understood = {
    text: 'horror',
    corrected: null,
    like: null,
    excluded: [],
    filters: [
      { field: 'year_min' as const, value: 1980, phrase: '80s' },
      { field: 'year_max' as const, value: 1989, phrase: '80s' },
      { field: 'genres' as const, value: 'Horror', phrase: 'horror' },
      { field: 'like' as never, value: 'Alien', phrase: 'like Alien' }, // not of this version,
    ],
  };

  it('join the filters of one phrase', () => {
    expect(understoodChips(understood).map(({ label }) => label)).toEqual([
      '1980–1989',
      'Horror',
      'like Alien',
    ]);
    expect(understoodChips(null)).toEqual([]);
  });

  it('take their phrase out of the words and keep the rest', () => {
    const query = { ...emptyQuery, q: '80s horror like Alien', genres: ['Sci-Fi'] };
    const left = understoodChips(understood).map((chip) => chip.without(query));
    expect(left.map(({ q }) => q)).toEqual(['horror like Alien', '80s like Alien', '80s horror']);
    expect(left.every(({ genres }) => genres[0] === 'Sci-Fi')).toBe(true);
  });
});

describe('withoutPhrase', () => {
  it.each([
    ['heist with a twist, before 1980', 'before 1980', 'heist with a twist'],
    ['before 1980, heist', 'before 1980', 'heist'],
    ['a, 80s, b', '80s', 'a, b'],
    ['French Comedy', 'french', 'Comedy'],
    ['warm war films', 'war', 'warm films'], // a word, not the start of one
    ['spaces   between', 'spaces between', ''],
    ['80s', '80s', ''],
    ['c++ (1990)', '(1990)', 'c++'],
    ['nothing to find', '80s', 'nothing to find'],
    ['x', '', 'x'],
  ])('%j without %j is %j', (text, phrase, left) => {
    expect(withoutPhrase(text, phrase)).toBe(left);
  });
});

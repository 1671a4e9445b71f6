import { use } from '$lib/i18n';
import { filterChips, understoodChips } from '$lib/state/chips';
import { emptyQuery } from '$lib/state/query';

describe('chips of the drawer', () => {
  const query = {
    ...emptyQuery,
    q: 'x',
    genres: ['Crime'],
    excludeGenres: ['War'],
    yearMin: 1980,
    yearMax: 1989,
  };

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
    text: 'slow',
    corrected: null,
    like: { movie_id: 1, title: 'Alien', year: 1979, phrase: 'like alien' },
    excluded: ['gory'],
    filters: [
      { field: 'year_min' as const, value: 1980, phrase: '80s' },
      { field: 'year_max' as const, value: 1989, phrase: '80s' },
      { field: 'genres' as const, value: 'Horror', phrase: 'horror' },
      { field: 'maker' as never, value: 'France', phrase: 'from France' }, // not of this version
    ],
  };

  it('join the filters of one phrase, and name the film and what it is not', () => {
    expect(understoodChips(understood).map(({ label }) => label)).toEqual([
      '1980–1989',
      'Horror',
      'from France',
      'like Alien',
      'not gory',
    ]);
    expect(understoodChips(null)).toEqual([]);
  });

  it('name countries and languages as the reader does', async () => {
    const places = {
      ...understood,
      like: null,
      excluded: [],
      filters: [
        { field: 'countries' as const, value: 'Germany', phrase: 'german' },
        { field: 'countries' as const, value: 'East Germany', phrase: 'german' },
        { field: 'exclude_countries' as const, value: 'USA', phrase: 'not american' },
        { field: 'languages' as const, value: 'Korean', phrase: 'in korean' },
        { field: 'exclude_languages' as const, value: 'English', phrase: 'not in english' },
      ],
    };
    const labels = () => understoodChips(places).map(({ label }) => label);
    expect(labels()).toEqual(['Germany, East Germany', 'not USA', 'in Korean', 'not in English']);
    await use('de');
    expect(labels()).toEqual([
      'Deutschland, DDR',
      'nicht USA',
      'auf Koreanisch',
      'nicht auf Englisch',
    ]);
    await use('en');
  });

  it('are taken back by searching for their phrase as words', () => {
    const query = { ...emptyQuery, q: '80s horror like alien', verbatim: ['horror'] };
    const left = understoodChips(understood).map((chip) => chip.without(query));
    expect(left.map(({ verbatim }) => verbatim)).toEqual([
      ['horror', '80s'],
      ['horror'],
      ['horror', 'from France'],
      ['horror', 'like alien'],
      ['horror', 'gory'],
    ]);
    expect(left.every(({ q }) => q === query.q)).toBe(true);
  });
});

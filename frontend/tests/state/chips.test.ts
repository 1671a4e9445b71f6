import { use } from '$lib/i18n';
import { filterChips, understoodChips } from '$lib/state/chips';
import { peopleNames } from '$lib/state/people-names.svelte';
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

  it('name people with their role, running time, certificate, country and language', async () => {
    peopleNames.learn({ id: 12, name: 'Agnès Varda' });
    const of = {
      ...emptyQuery,
      people: ['12:director', '12'],
      excludePeople: ['99'],
      countries: ['Germany'],
      collections: ['Golden Lion'],
      excludeLanguages: ['Korean'],
      runtimeMax: 89,
      certificateMax: 'PG-13' as const,
    };
    const labels = () => filterChips(of).map(({ label }) => label);
    expect(labels()).toEqual([
      'director: Agnès Varda',
      'Agnès Varda',
      'not a person', // whose name nobody has said
      'Germany',
      'Golden Lion',
      'not in Korean',
      'under 90 min',
      'PG-13 at most',
    ]);
    await use('de');
    expect(labels()).toEqual([
      'Regie: Agnès Varda',
      'Agnès Varda',
      'nicht ein Mensch',
      'Deutschland',
      'Goldener Löwe',
      'nicht auf Koreanisch',
      'unter 90 Min.',
      'höchstens PG-13',
    ]);
    await use('en');
    const [directed] = filterChips(of);
    expect(directed?.without(of).people).toEqual(['12']);
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
    also: [],
    like: { movie_id: 1, title: 'Alien', year: 1979, phrase: 'like alien' },
    likes: [{ movie_id: 1, title: 'Alien', year: 1979, phrase: 'like alien' }],
    wishes: [],
    preferences: [],
    excluded: ['not gory'],
    filters: [
      { field: 'year_min' as const, value: 1980, label: null, phrase: '80s' },
      { field: 'year_max' as const, value: 1989, label: null, phrase: '80s' },
      { field: 'genres' as const, value: 'Horror', label: null, phrase: 'horror' },
      { field: 'maker' as never, value: 'France', label: null, phrase: 'from France' }, // not of this version
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

  it('name moods, people and superlatives, those of one phrase on one chip', () => {
    const wishes = [
      { kind: 'mood' as const, name: 'twisty', label: null, wanted: true, phrase: 'twist' },
      { kind: 'tag' as const, name: 'plot twist', label: null, wanted: true, phrase: 'twist' },
      { kind: 'tag' as const, name: 'gore', label: null, wanted: false, phrase: 'not gory' },
      {
        kind: 'person' as const,
        name: '7',
        label: 'Wes Anderson',
        wanted: true,
        phrase: 'like wes',
      },
    ];
    const preferences = [
      { by: 'rating' as const, direction: 'high' as const, phrase: 'underrated' },
      { by: 'popularity' as const, direction: 'low' as const, phrase: 'underrated' },
    ];
    const read = { ...understood, likes: [], filters: [], wishes, preferences };
    expect(understoodChips(read).map(({ label }) => label)).toEqual([
      'not gory',
      'twisty, plot twist',
      'like Wes Anderson',
      'well rated, little known',
    ]);
  });

  it('name countries and languages as the reader does', async () => {
    const places = {
      ...understood,
      like: null,
      likes: [],
      excluded: [],
      filters: [
        { field: 'countries' as const, value: 'Germany', label: null, phrase: 'german' },
        { field: 'countries' as const, value: 'East Germany', label: null, phrase: 'german' },
        { field: 'exclude_countries' as const, value: 'USA', label: null, phrase: 'not american' },
        { field: 'languages' as const, value: 'Korean', label: null, phrase: 'in korean' },
        {
          field: 'exclude_languages' as const,
          value: 'English',
          label: null,
          phrase: 'not in english',
        },
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

  it.each([
    [null, 89, 'under 90 min'],
    [null, 90, 'up to 90 min'],
    [121, null, 'over 120 min'],
    [120, null, 'at least 120 min'],
    [90, 120, '90–120 min'],
  ])('say what a running time from %s to %s is', (runtimeMin, runtimeMax, label) => {
    expect(filterChips({ ...emptyQuery, runtimeMin, runtimeMax })[0]?.label).toBe(label);
  });

  it('name people, running time and certificate', () => {
    const facts = {
      ...understood,
      like: null,
      likes: [],
      excluded: [],
      filters: [
        {
          field: 'people' as const,
          value: '12:director',
          label: 'Agnès Varda',
          phrase: 'by varda',
        },
        { field: 'exclude_people' as const, value: '7', label: 'Tom Hanks', phrase: 'no hanks' },
        { field: 'runtime_min' as const, value: 60, label: null, phrase: '1 to 2 hours' },
        { field: 'runtime_max' as const, value: 120, label: null, phrase: '1 to 2 hours' },
        { field: 'certificate_max' as const, value: 'PG', label: null, phrase: 'for children' },
        { field: 'certificates' as const, value: 'R', label: null, phrase: 'rated R' },
      ],
    };
    expect(understoodChips(facts).map(({ label }) => label)).toEqual([
      'director: Agnès Varda',
      'not Tom Hanks',
      '60–120 min',
      'PG at most',
      'certificate R',
    ]);
    const query = { ...emptyQuery, q: 'short films by varda' };
    expect(understoodChips(facts)[0]?.without(query).verbatim).toEqual(['by varda']);
  });

  it('are taken back by searching for their phrase as words', () => {
    const query = { ...emptyQuery, q: '80s horror like alien', verbatim: ['horror'] };
    const left = understoodChips(understood).map((chip) => chip.without(query));
    expect(left.map(({ verbatim }) => verbatim)).toEqual([
      ['horror', '80s'],
      ['horror'],
      ['horror', 'from France'],
      ['horror', 'like alien'],
      ['horror', 'not gory'],
    ]);
    expect(left.every(({ q }) => q === query.q)).toBe(true);
  });
});

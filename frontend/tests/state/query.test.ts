import { certificateBounds, searchSorts } from '$lib/api/client';
import { Random } from '$lib/posters/drawing/random';
import {
  choiceOf,
  choose,
  emptyQuery,
  filterCount,
  formatQuery,
  parseQuery,
  withoutFilters,
  withoutPhrase,
  withWords,
  type Query,
} from '$lib/state/query';

const full: Query = {
  q: 'heist & twist',
  verbatim: ['twist'],
  sort: 'year',
  genres: ['Crime', 'Sci-Fi'],
  excludeGenres: ['War'],
  countries: ['France'],
  excludeCountries: [],
  collections: [],
  excludeCollections: [],
  languages: [],
  excludeLanguages: ['English'],
  people: ['12:director', '7'],
  excludePeople: ['9:cast'],
  owned: true,
  certificateMax: 'PG-13',
  runtimeMin: 60,
  runtimeMax: 120,
  yearMin: 1960,
  yearMax: 1979,
};

describe('the address', () => {
  it('is written as documented', () => {
    expect(formatQuery(full)).toBe(
      '?q=heist+%26+twist&verbatim=twist&sort=year&genres=Crime&genres=Sci-Fi&exclude_genres=War' +
        '&countries=France&exclude_languages=English&people=12%3Adirector&people=7' +
        '&exclude_people=9%3Acast&certificate_max=PG-13&runtime_min=60&runtime_max=120' +
        '&year_min=1960&year_max=1979&owned=true',
    );
    expect(formatQuery(emptyQuery)).toBe('');
  });

  it('gives back any query', () => {
    const random = new Random('queries');
    const tokens = ['1', '12:director', '12:cast', '999999999:writer'];
    const names = ['Drama', 'Film-Noir', 'Ça & là', 'a=b', '100%'];
    for (let i = 0; i < 200; i += 1) {
      const some = (from: readonly string[], but: readonly string[] = []) =>
        from.filter((name) => !but.includes(name) && random.chance(0.3));
      const maybe = (from: number, to: number) =>
        random.chance(0.5) ? random.whole(from, to) : null;
      const [genres, countries, collections, languages, people] = [
        some(names),
        some(names),
        some(names),
        some(names),
        some(tokens),
      ];
      const q = random.chance(0.2) ? '' : `${random.pick(['é', '1+1?', 'a#b', '“x”'])} ${i}`;
      const query: Query = {
        q,
        verbatim: random.chance(0.3) ? ['80s', 'a & b'] : [],
        sort: q === '' ? 'relevance' : random.pick(searchSorts),
        genres,
        excludeGenres: some(names, genres),
        countries,
        excludeCountries: some(names, countries),
        collections,
        excludeCollections: some(names, collections),
        languages,
        excludeLanguages: some(names, languages),
        people,
        excludePeople: some(tokens, people),
        owned: random.chance(0.3),
        certificateMax: random.chance(0.5) ? random.pick(certificateBounds) : null,
        runtimeMin: maybe(1, 400),
        runtimeMax: maybe(1, 400),
        yearMin: maybe(1900, 2020),
        yearMax: maybe(1900, 2020),
      };
      expect(parseQuery(formatQuery(query))).toEqual(query);
    }
  });

  it('has single spaces, whatever was pasted', () => {
    const pasted = withWords(emptyQuery, ' a slow\r\nfamily\u00a0\t drama\u2028');
    expect(pasted.q).toBe('a slow family drama');
    expect(formatQuery({ ...emptyQuery, q: 'a\n\nb' })).toBe('?q=a+b');
    expect(parseQuery('?q=a%0D%0A%20b')).toEqual({ ...emptyQuery, q: 'a b' });
  });

  it.each([
    ['?year_min=abc', emptyQuery],
    ['?year_min=19', emptyQuery],
    ['?genres=&genres=War&genres=War', { ...emptyQuery, genres: ['War'] }],
    ['?genres=War&exclude_genres=War', { ...emptyQuery, genres: ['War'] }], // in and out at once
    ['?people=x&people=12:king&people=12:cast', { ...emptyQuery, people: ['12:cast'] }],
    ['?runtime_min=0&runtime_max=1e3&certificate_max=X', emptyQuery],
    ['?q=a&sort=loud', { ...emptyQuery, q: 'a' }],
    ['?sort=year', emptyQuery], // there are no results to sort
    ['?foo=1', emptyQuery],
  ])('reads %s without harm', (search, expected) => {
    expect(parseQuery(search)).toEqual(expected);
  });
});

describe('genres', () => {
  it('are included, excluded, or neither', () => {
    const included = choose(emptyQuery, 'genre', 'War', 'include');
    expect(choiceOf(included, 'genre', 'War')).toBe('include');
    const excluded = choose(included, 'genre', 'War', 'exclude');
    expect(excluded.genres).toEqual([]);
    expect(choiceOf(excluded, 'genre', 'War')).toBe('exclude');
    expect(choose(excluded, 'genre', 'War', null)).toEqual(emptyQuery);
  });
});

describe('withWords', () => {
  it('forgets phrases that are no longer among the words', () => {
    const query = { ...emptyQuery, q: '80s Horror', verbatim: ['80s', 'horror'] };
    expect(withWords(query, ' slow HORROR ')).toEqual({
      ...emptyQuery,
      q: 'slow HORROR',
      verbatim: ['horror'],
    });
  });
});

describe('filters', () => {
  it('are counted one by one, a range once', () => {
    expect(filterCount(emptyQuery)).toBe(0);
    expect(filterCount(full)).toBe(12);
    expect(filterCount({ ...emptyQuery, runtimeMax: 90 })).toBe(1);
  });

  it('go without the words and their order', () => {
    expect(withoutFilters(full)).toEqual({
      ...emptyQuery,
      q: full.q,
      verbatim: full.verbatim,
      sort: 'year',
    });
  });
});

describe('withoutPhrase', () => {
  it.each([
    ['Chaplin comedy', 'chaplin', 'comedy'],
    ['funny Chaplin comedy', 'chaplin', 'funny comedy'],
    ['Chaplin', 'chaplin', ''],
    ['heat', 'cold', 'heat'],
  ])('%s without %s', (q, phrase, left) => {
    expect(withoutPhrase({ ...emptyQuery, q }, phrase).q).toBe(left);
  });
});

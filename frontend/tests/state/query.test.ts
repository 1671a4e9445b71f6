import { Random } from '$lib/posters/drawing/random';
import {
  choiceOf,
  chooseGenre,
  emptyQuery,
  formatQuery,
  parseQuery,
  withWords,
  type Query,
} from '$lib/state/query';

const full: Query = {
  q: 'heist & twist',
  verbatim: ['twist'],
  genres: ['Crime', 'Sci-Fi'],
  excludeGenres: ['War'],
  yearMin: 1960,
  yearMax: 1979,
};

describe('the address', () => {
  it('is written as documented', () => {
    expect(formatQuery(full)).toBe(
      '?q=heist+%26+twist&verbatim=twist&genres=Crime&genres=Sci-Fi&exclude_genres=War&year_min=1960&year_max=1979',
    );
    expect(formatQuery(emptyQuery)).toBe('');
  });

  it('gives back any query', () => {
    const random = new Random('queries');
    const names = ['Drama', 'Film-Noir', 'Ça & là', 'a=b', '100%'];
    for (let i = 0; i < 200; i += 1) {
      const genres = names.filter(() => random.chance(0.3));
      const query: Query = {
        q: random.chance(0.2) ? '' : `${random.pick(['é', '1+1?', 'a#b', '“x”'])} ${i}`,
        verbatim: random.chance(0.3) ? ['80s', 'a & b'] : [],
        genres,
        excludeGenres: names.filter((name) => !genres.includes(name) && random.chance(0.3)),
        yearMin: random.chance(0.5) ? random.whole(1900, 2020) : null,
        yearMax: random.chance(0.5) ? random.whole(1900, 2020) : null,
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
    ['?foo=1', emptyQuery],
  ])('reads %s without harm', (search, expected) => {
    expect(parseQuery(search)).toEqual(expected);
  });
});

describe('genres', () => {
  it('are included, excluded, or neither', () => {
    const included = chooseGenre(emptyQuery, 'War', 'include');
    expect(choiceOf(included, 'War')).toBe('include');
    const excluded = chooseGenre(included, 'War', 'exclude');
    expect(excluded.genres).toEqual([]);
    expect(choiceOf(excluded, 'War')).toBe('exclude');
    expect(chooseGenre(excluded, 'War', null)).toEqual(emptyQuery);
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

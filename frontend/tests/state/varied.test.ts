import { varied } from '$lib/state/varied';
import { movie } from '../make';

const film = (id: number, title: string, year: number, genre: string, more = {}) =>
  movie(id, { title, year, genres: [genre], countries: ['USA'], popularity: 0.95, ...more });
const titles = (films: ReturnType<typeof film>[]) => varied(films).map(({ title }) => title);

it('asks about films that people know before others', () => {
  const films = [
    film(1, 'Obscure', 1999, 'Drama', { popularity: 0.4 }),
    film(2, 'Famous', 2003, 'Comedy'),
  ];
  expect(titles(films)).toEqual(['Famous', 'Obscure']);
});

it('takes one film of a series', () => {
  const films = ['The Matrix Reloaded', 'Matrix, Reloaded again', 'Up', 'Heat'].map((title, i) =>
    film(i, title, 1960 + 10 * i, 'Drama'),
  );
  expect(titles(films).slice(0, 3)).toEqual(['The Matrix Reloaded', 'Up', 'Heat']);
});

it('does not ask about one genre, decade or country only', () => {
  const films = [
    ...Array.from({ length: 20 }, (_, i) => film(i, `Film${i} x`, 2000, 'Animation')),
    ...Array.from({ length: 8 }, (_, i) =>
      film(30 + i, `Other${i} x`, 1950 + 10 * (i % 4), 'Crime', { countries: ['Japan'] }),
    ),
  ];
  const first = varied(films).slice(0, 7);
  expect(first.filter(({ genres }) => genres[0] === 'Animation')).toHaveLength(3);
  expect(new Set(first.map(({ year }) => year)).size).toBeGreaterThan(2);
  expect(varied(films)).toHaveLength(28);
});

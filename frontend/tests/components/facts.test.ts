/** The line of facts that stands on every card. */
import { render, screen } from '@testing-library/svelte';
import Facts from '$lib/components/Facts.svelte';
import FilmCard from '$lib/components/FilmCard.svelte';
import { t, use } from '$lib/i18n';
import { movie } from '../make';

const varda = { id: 12, name: 'Agnès Varda' };
const parts = () =>
  [...screen.getByTestId('facts').querySelectorAll('.part')].map((part) => part.textContent);

it('says year, running time, director and genres', () => {
  render(Facts, {
    movie: movie(1, { year: 1985, runtime: 106, directors: [varda], genres: ['Drama', 'War'] }),
    genres: 1,
  });
  expect(parts()).toEqual(['1985', '1 h 46 min', 'Agnès Varda', 'Drama']);
  expect(screen.getByTestId('facts')).toHaveTextContent('1985 1 h 46 min Agnès Varda Drama');
});

it('leaves out what is not known, and itself where nothing is', () => {
  const { unmount } = render(Facts, { movie: movie(1, { year: null, runtime: 59 }) });
  expect(parts()).toEqual(['59 min']);
  unmount();
  render(Facts, { movie: movie(1, { year: null }) });
  expect(screen.queryByTestId('facts')).toBeNull();
});

it('does not name the person whose page it is, and no crowd of directors', () => {
  const directors = [varda, ...['A', 'B', 'C'].map((name, i) => ({ id: i, name }))];
  render(Facts, { movie: movie(1, { year: 2000, directors }), except: 12 });
  expect(parts()).toEqual(['2000', 'A, B']);
});

it('stands on cards without genres', () => {
  render(FilmCard, { movie: movie(1, { year: 1985, runtime: 120, directors: [varda] }) });
  expect(parts()).toEqual(['1985', '2 h', 'Agnès Varda']);
});

it('is written as the reader writes', async () => {
  await use('de');
  expect([45, 60, 106].map(t.film.runtime)).toEqual(['45 Min.', '1 Std.', '1 Std. 46 Min.']);
  await use('en');
});

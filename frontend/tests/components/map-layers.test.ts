/** What the map is lit by: genres, moods, decades, countries and searches. */
import { fireEvent, render, screen } from '@testing-library/svelte';
import * as client from '$lib/api/client';
import Layers from '$lib/components/map/Layers.svelte';
import Lit from '$lib/components/map/Lit.svelte';
import MapSearch from '$lib/components/map/MapSearch.svelte';
import type { Layer } from '$lib/map/layers';
import { Stars } from '$lib/map/stars';
import { MapLayers } from '$lib/state/map-layers.svelte';
import { violations } from '../axe';
import { movie, movieMap } from '../make';

vi.mock('$lib/api/client', { spy: true });

const settle = () => new Promise((resolve) => setTimeout(resolve));
const counts = (...names: string[]) => names.map((name, i) => ({ name, count: 900 - i }));
const stars = new Stars({
  ...movieMap(
    ['Heat', 'Heathers', 'In the Heat of the Night', 'Alien'].map((title, i) => ({
      ...{ id: i + 1, title, year: 1990 + i, rating_count: 9 - i, x: 0, y: 0 },
    })),
  ),
  layers: {
    genres: counts('Drama', ...Array.from('abcdefghijklmnopq', (letter) => `Genre ${letter}`)),
    moods: counts('feel-good'),
    decades: [{ first_year: 1980, count: 7 }],
    countries: counts('USA', 'France'),
  },
});

beforeEach(() => {
  vi.mocked(client.getMapFilms).mockClear();
  vi.mocked(client.getMapFilms).mockImplementation(async (filters) => ({
    movie_ids: 'genres' in filters ? [4, 99, 1] : [2],
  }));
  vi.mocked(client.searchMovies).mockResolvedValue({
    items: [3, 2].map((id) => ({ movie: movie(id), score: 1, fits: id === 3, why: null })),
  } as unknown as Awaited<ReturnType<typeof client.searchMovies>>);
});

const drama: Layer = { kind: 'genre', name: 'Drama' };
const decade: Layer = { kind: 'decade', name: '1980' };
const heist: Layer = { kind: 'search', name: 'a heist' };

it('lights all films of a layer, and of a search those that fit', async () => {
  const layers = new MapLayers();
  layers.light([drama, decade, heist]);
  expect(layers.lit(stars).map(({ state }) => state)).toEqual(['loading', 'loading', 'loading']);
  await settle();
  expect(layers.lit(stars).map(({ films, slot }) => [slot, films])).toEqual([
    [0, [3, 0]],
    [1, [1]],
    [2, [2]],
  ]);
  expect(client.getMapFilms).toHaveBeenCalledWith(
    { year_min: 1980, year_max: 1989 },
    expect.anything(),
  );
});

it('leaves each layer its colour while others come and go, and asks once', async () => {
  const layers = new MapLayers();
  layers.light([drama, decade]);
  await settle();
  layers.light([decade]);
  layers.light([decade, heist]);
  layers.light([decade, heist, drama]);
  await settle();
  expect(layers.lit(stars).map(({ layer, slot }) => [layer.kind, slot])).toEqual([
    ['decade', 1],
    ['search', 0],
    ['genre', 2],
  ]);
  expect(vi.mocked(client.getMapFilms).mock.calls).toHaveLength(2);
});

it('says where films could not be read, and asks again', async () => {
  const layers = new MapLayers();
  const { Unreachable } = await import('$lib/api/problem');
  vi.mocked(client.getMapFilms).mockRejectedValueOnce(new Unreachable('no answer'));
  layers.light([drama]);
  await settle();
  expect(layers.lit(stars)[0]?.state).toBe('failed');
  layers.retry(drama);
  await settle();
  expect(layers.lit(stars)[0]?.films).toEqual([3, 0]);
});

it('switches layers of each kind, the most frequent first', async () => {
  const toggle = vi.fn();
  const lit = [{ layer: drama, slot: 1, films: [0], state: 'lit' as const }];
  const { container } = render(Layers, { layers: stars.layers, lit, toggle });
  const buttons = () => screen.getAllByTestId('map-layer').map((node) => node.dataset['name']);
  expect(buttons()).toHaveLength(12);
  expect(screen.getByRole('button', { name: /Drama/ })).toHaveAttribute('aria-pressed', 'true');
  await fireEvent.click(screen.getByRole('button', { name: 'All 18' }));
  expect(buttons()).toHaveLength(18);
  await fireEvent.click(screen.getByTestId('map-kind-mood'));
  expect(screen.getByText(/Moods are estimated/)).toBeInTheDocument();
  await fireEvent.click(screen.getByRole('button', { name: /Feel-good/ }));
  expect(toggle).toHaveBeenCalledWith({ kind: 'mood', name: 'feel-good' });
  await fireEvent.click(screen.getByTestId('map-kind-decade'));
  await fireEvent.click(screen.getByRole('button', { name: /1980s/ }));
  expect(toggle).toHaveBeenLastCalledWith(decade);
  expect(await violations(container)).toEqual([]);
});

it('names what is lit, with its mark, and puts it out', async () => {
  const putOut = vi.fn();
  const lit = [
    { layer: drama, slot: 0, films: [0, 1], state: 'lit' as const },
    { layer: heist, slot: 2, films: [], state: 'lit' as const },
  ];
  const { container } = render(Lit, { lit, putOut, retry: vi.fn() });
  expect(screen.getByRole('status')).toHaveTextContent('Drama: 2 films. “a heist”: 0 films');
  expect(screen.getByText('no film found')).toBeInTheDocument();
  await fireEvent.click(screen.getByRole('button', { name: 'Put out Drama' }));
  expect(putOut).toHaveBeenCalledWith(drama);
  expect(await violations(container)).toEqual([]);
});

it('goes to a film by its title, and lights what other words find', async () => {
  const [goTo, light] = [vi.fn(), vi.fn()];
  const { container } = render(MapSearch, { stars, goTo, light });
  const field = screen.getByTestId('map-search');
  await fireEvent.input(field, { target: { value: 'heat' } });
  const titles = screen.getAllByTestId('map-title').map((node) => node.textContent.trim());
  expect(titles).toEqual(['Heat 1990', 'Heathers 1991', 'In the Heat of the Night 1992']);
  expect(await violations(container)).toEqual([]);
  await fireEvent.click(screen.getByText('Heathers'));
  expect(goTo).toHaveBeenCalledWith(1);
  await fireEvent.input(field, { target: { value: '  a  heist ' } });
  await fireEvent.submit(screen.getByRole('search'));
  expect(light).toHaveBeenCalledWith('a heist');
});

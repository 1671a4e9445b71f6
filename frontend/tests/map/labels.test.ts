/** Names on the map: none touches another, each stands whole, at every size and zoom. */
import { Camera } from '$lib/map/camera';
import { placeLabels, type Label, type Room } from '$lib/map/labels';
import { regionLabels, write } from '$lib/map/words';
import { Stars } from '$lib/map/stars';
import type { Look } from '$lib/map/paint';
import { movieMap } from '../make';

/** A generator of numbers from 0 to 1, the same in every run. */
function random(seed: number) {
  let state = seed;
  return () => (state = (state * 16807) % 2147483647) / 2147483647;
}

const next = random(7);
const FILMS = 3000;
const films = Array.from({ length: FILMS }, (_, i) => ({
  id: i + 1,
  title: 'A title of some length'.slice(0, 3 + Math.floor(next() * 20)),
  year: 1990,
  rating_count: FILMS - i,
  x: next() ** 2 * 2 - 1,
  y: next() * 2 - 1,
}));
const regions = Array.from({ length: 36 }, (_, i) => ({
  x: next() * 1.6 - 0.8,
  y: next() * 1.6 - 0.8,
  film_count: 100 - i,
  names: [{ en: `Region ${i % 30}`, de: `Gegend ${i % 30}` }],
}));
const stars = new Stars({ ...movieMap(films), regions });
const names = stars.regions.map((_, i) => `Region number ${i}`);
const look = { ground: 'a', ink: 'b', serif: 's', sans: 't' } as Look;
const pen = {
  font: '',
  measureText(this: { font: string }, text: string) {
    return { width: text.length * (this.font.includes('20px') ? 9 : 7) };
  },
  strokeText: () => undefined,
  fillText: () => undefined,
} as unknown as CanvasRenderingContext2D;

const overlaps = (a: Room, b: Room) =>
  a.left < b.right && a.right > b.left && a.top < b.bottom && a.bottom > b.top;

const sizes = [
  { width: 350, height: 574 },
  { width: 860, height: 680 },
];
const zooms = [1, 1.5, 2.2, 3, 5, 8, 13, 25, 40];
it.each(sizes.flatMap((size) => zooms.map((zoom) => [size.width, size.height, zoom] as const)))(
  'do not collide on %i × %i pixels at zoom %f',
  (width, height, zoom) => {
    for (const [x, y] of [
      [0, 0],
      [-0.7, 0.4],
      [0.95, -0.95],
    ] as const) {
      const camera = new Camera(
        () => undefined,
        () => undefined,
      );
      camera.resize(width, height);
      camera.look(x, y, zoom);
      const buttons = { left: width - 60, right: width, top: height - 190, bottom: height };
      const here = camera.middle;
      const scene = {
        ...{ affine: camera.affine, zoom, width, height, lit: [], mine: [], hovered: null },
        trail: [here],
      };
      const placed = write(
        pen,
        stars,
        scene,
        look,
        { regions: names, you: 'You' },
        stars.within(camera.box),
        [buttons],
      );
      expect(placed[0]?.text).toBe('You');
      // Far from everything there is nothing to name; elsewhere there is.
      if (zoom <= 13 && x !== 0.95) expect(placed.length).toBeGreaterThan(2);
      placed.forEach(({ room }, i) => {
        expect(room.left).toBeGreaterThanOrEqual(0);
        expect(room.top).toBeGreaterThanOrEqual(0);
        expect(room.right).toBeLessThanOrEqual(width);
        expect(room.bottom).toBeLessThanOrEqual(height);
        expect(overlaps(room, buttons)).toBe(false);
        for (const other of placed.slice(i + 1)) expect(overlaps(room, other.room)).toBe(false);
      });
    }
  },
);

it('take another side where one is taken, and are left out where all are', () => {
  const at: Label = { kind: 'film', text: 'x', x: 50, y: 50, gap: 5 };
  const picture = { width: 100, height: 100 };
  const measure = () => ({ width: 30, height: 10 });
  const many = placeLabels(Array<Label>(9).fill(at), picture, [], measure);
  expect(many.map(({ at: { x, y } }) => [x, y])).toEqual([
    [55, 50],
    [15, 50],
    [35, 40],
    [35, 60],
  ]);
  expect(placeLabels([{ ...at, x: 120 }], picture, [], measure)).toEqual([]);
  expect(placeLabels(Array<Label>(9).fill(at), picture, [], measure, 2)).toHaveLength(2);
});

it('name each region once: a second one of that name has its other name, or none', () => {
  const named = (...texts: string[]) => ({
    x: 0,
    y: 0,
    film_count: 1,
    names: texts.map((text) => ({ en: text, de: text })),
  });
  const found = regionLabels(
    [named('Dark', 'Tense'), named('Dark', 'Thriller'), named('Dark'), named('Sad')],
    ({ en }) => en,
  );
  expect(found).toEqual(['Dark', 'Thriller', '', 'Sad']);
});

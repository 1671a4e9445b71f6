import { formatMapView, parseMapView, wholeMap } from '$lib/map/address';
import { Camera } from '$lib/map/camera';
import { layerParams, MOST_LIT, toggled, type Layer, type LitLayer } from '$lib/map/layers';
import { paint, type Look, type Scene } from '$lib/map/paint';
import { Stars } from '$lib/map/stars';
import { movieMap } from '../make';

// Asymmetric on purpose: x and y, up and down cannot be mixed up unseen.
const stars = new Stars(
  movieMap([
    { id: 10, title: 'Near', year: 1999, rating_count: 500, x: 0.1, y: 0.2 },
    { id: 20, title: 'Far Amélie', year: null, rating_count: 40, x: 0.9, y: 0.8 },
    { id: 30, title: 'Low', year: 1950, rating_count: 3, x: -0.4, y: -0.7 },
    { id: 40, title: 'Amelia', year: 2001, rating_count: 1, x: -0.9, y: 0.6 },
  ]),
);

describe('stars', () => {
  it('are found by id and by place', () => {
    expect(stars.indexOf(30)).toBe(2);
    expect(stars.indexOf(99)).toBeNull();
    expect(stars.indicesOf([40, 99, 10])).toEqual([3, 0]);
    expect(stars.nearest(0.12, 0.2, 0.1)).toBe(0);
    expect(stars.nearest(0.5, 0.5, 0.1)).toBeNull();
    expect(stars.around(-0.5, 0, 2)).toEqual([0, 2]);
  });

  it('in a box come best known first', () => {
    expect(stars.within({ left: -1, right: 1, bottom: -1, top: 1 })).toEqual([0, 1, 2, 3]);
    expect(stars.within({ left: -0.5, right: 0.5, bottom: -0.8, top: 0.5 })).toEqual([0, 2]);
    expect(stars.within({ left: 0.2, right: 0.3, bottom: 0, top: 1 })).toEqual([]);
  });

  it.each([
    ['ameli', [3, 1]],
    ['AMÉLIE', [1]],
    ['elia', []],
    [' ', []],
  ])('are found by the title %s', (words, found) => {
    expect(stars.titled(words, 5)).toEqual(found);
  });
});

describe('the camera', () => {
  const at = (width: number, height: number) => {
    const camera = new Camera(
      () => undefined,
      () => undefined,
    );
    camera.resize(width, height);
    return camera;
  };

  it('shows the whole map first, up as up', () => {
    const camera = at(1000, 500);
    expect(camera.pixel(0, 0)).toEqual({ x: 500, y: 250 });
    expect(camera.pixel(0, 1).y).toBeLessThan(camera.pixel(0, -1).y);
    const { left, right, bottom, top } = camera.box;
    expect(left).toBeLessThan(-1);
    expect(right).toBeGreaterThan(1);
    expect(bottom).toBeLessThan(-1);
    expect(top).toBeGreaterThan(1);
  });

  it('puts a place into the middle, and gives it back', () => {
    const camera = at(1000, 500);
    camera.look(0.3, -0.6, 4);
    expect(camera.zoom).toBe(4);
    expect(camera.middle.x).toBeCloseTo(0.3);
    expect(camera.middle.y).toBeCloseTo(-0.6);
    const { x, y } = camera.pixel(0.3, -0.6);
    expect([x, y].map(Math.round)).toEqual([500, 250]);
    const there = camera.coordinatesAt(123, 45);
    const back = camera.pixel(there.x, there.y);
    expect(back.x).toBeCloseTo(123);
    expect(back.y).toBeCloseTo(45);
  });

  it('keeps its middle when the picture changes size or comes closer', () => {
    const camera = at(1000, 500);
    camera.look(-0.2, 0.4, 3);
    camera.resize(390, 600);
    camera.by(2);
    expect(camera.zoom).toBe(6);
    expect(camera.middle.x).toBeCloseTo(-0.2);
    expect(camera.middle.y).toBeCloseTo(0.4);
  });
});

const look: Look = {
  ground: 'ground',
  ink: 'ink',
  plain: 'plain',
  accent: 'accent',
  lit: ['one', 'two', 'three', 'four'],
  serif: 's',
  sans: 't',
};

/** Paints, and returns each colour that was filled or stroked with the shapes drawn in it. */
function painted(lit: readonly LitLayer[], part: Partial<Scene> = {}) {
  const drawn: [colour: string, shape: string][] = [];
  let path: string[] = [];
  const state: Record<string, unknown> = {};
  const finish = (colour: unknown) => {
    for (const shape of path) drawn.push([String(colour), shape]);
  };
  const ctx = new Proxy({} as CanvasRenderingContext2D, {
    get: (_, name) => {
      if (name === 'beginPath') return () => (path = []);
      if (name === 'fill') return () => finish(state['fillStyle']);
      if (name === 'stroke') return () => finish(`${String(state['strokeStyle'])} outline`);
      if (name === 'fillRect') return () => drawn.push([String(state['fillStyle']), 'plane']);
      if (name === 'arc') return () => path.push('disc');
      if (name === 'rect') return () => path.push('square');
      if (name === 'closePath') return () => path.push('corners');
      return typeof state[String(name)] === 'string' ? state[String(name)] : () => undefined;
    },
    set: (_, name, value) => {
      state[String(name)] = value;
      return true;
    },
  });
  const scene: Scene = {
    affine: { ax: 50, bx: 50, ay: 50, by: -50 },
    zoom: 1,
    width: 100,
    height: 100,
    lit,
    mine: [],
    trail: [],
    hovered: null,
    ...part,
  };
  return { stars: paint(ctx, stars, scene, look), drawn };
}

const layer = (name: string, slot: number, films: number[]): LitLayer => ({
  layer: { kind: 'genre', name },
  slot,
  films,
  state: 'lit',
});

describe('painting', () => {
  it('leaves out what is out of the picture', () => {
    expect(painted([]).stars).toBe(4);
    expect(painted([], { affine: { ax: 50, bx: 1000, ay: 50, by: -1000 } }).stars).toBe(0);
  });

  it('lights every film of a layer in its colour and shape', () => {
    const { drawn } = painted([layer('Drama', 0, [0, 3]), layer('War', 1, [2])]);
    expect(drawn.filter(([colour]) => colour === 'one')).toEqual([
      ['one', 'disc'],
      ['one', 'disc'],
    ]);
    expect(drawn.filter(([colour]) => colour === 'two')).toEqual([['two', 'square']]);
  });

  it('outlines a film that a second layer lights too', () => {
    const { drawn } = painted([layer('Drama', 0, [0]), layer('War', 1, [0])]);
    expect(drawn.filter(([colour]) => /one|two/.test(colour))).toEqual([
      ['one', 'disc'],
      ['two outline', 'square'],
    ]);
  });

  it('draws the person in ink and amber', () => {
    const { drawn } = painted([], { trail: [{ x: 0, y: 0 }] });
    expect(drawn.slice(-3).map(([colour]) => colour)).toEqual(['ground', 'ink', 'accent']);
  });
});

describe('layers', () => {
  const genre = (name: string): Layer => ({ kind: 'genre', name });

  it('are few: the first makes room for one too many', () => {
    let lit: Layer[] = [];
    for (const name of 'abcde') lit = toggled(lit, genre(name));
    expect(lit.map(({ name }) => name).join('')).toBe('bcde');
    expect(lit).toHaveLength(MOST_LIT);
    expect(toggled(lit, genre('c')).map(({ name }) => name)).toEqual(['b', 'd', 'e']);
  });

  it('of a decade are ten years', () => {
    expect(layerParams({ kind: 'decade', name: '1980' })).toEqual({
      year_min: 1980,
      year_max: 1989,
    });
  });
});

describe('the address of the map', () => {
  const lit: Layer[] = [
    { kind: 'mood', name: 'feel-good' },
    { kind: 'search', name: 'heist: the last job' },
  ];
  it.each([
    ['', wholeMap],
    ['?at=0.5,-0.25,3', { x: 0.5, y: -0.25, zoom: 3, lit: [] }],
    [
      '?at=0.5,-0.25,3&lit=mood:feel-good&lit=search:heist:+the+last+job',
      { x: 0.5, y: -0.25, zoom: 3, lit },
    ],
    ['?at=1,2', wholeMap],
    ['?at=a,b,c', wholeMap],
    ['?lit=decade:now&lit=odd:x&lit=genre:&lit=plain', wholeMap],
    ['?genre=Horror', { ...wholeMap, lit: [{ kind: 'genre' as const, name: 'Horror' }] }],
  ])('reads %s', (search, place) => {
    expect(parseMapView(search)).toEqual(place);
    expect(parseMapView(formatMapView(place))).toEqual(place);
  });
});

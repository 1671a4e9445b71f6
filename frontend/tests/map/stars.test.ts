import type { MovieMap } from '$lib/api/models';
import { formatMapView, parseMapView, wholeMap } from '$lib/map/address';
import { Camera } from '$lib/map/camera';
import { paint, type Look, type Scene } from '$lib/map/paint';
import { Stars } from '$lib/map/stars';

// Asymmetric on purpose: x and y, up and down cannot be mixed up unseen.
const map: MovieMap = {
  release: 1,
  genres: ['Drama', 'Sci-Fi'],
  movies: {
    movie_id: [10, 20, 30, 40],
    title: ['Near', 'Far', 'Low', 'Plain'],
    year: [1999, null, 1950, 2001],
    genre: [1, 0, 1, null],
    rating_count: [500, 40, 3, 1],
    x: [0.1, 0.9, -0.4, -0.9],
    y: [0.2, 0.8, -0.7, 0.6],
  },
};
const stars = new Stars(map);

describe('stars', () => {
  it('are found by id and by place', () => {
    expect(stars.indexOf(30)).toBe(2);
    expect(stars.indexOf(99)).toBeNull();
    expect(stars.nearest(0.12, 0.2, 0.1)).toBe(0);
    expect(stars.nearest(0.5, 0.5, 0.1)).toBeNull();
  });

  it('in a box come best known first', () => {
    expect(stars.within({ left: -1, right: 1, bottom: -1, top: 1 })).toEqual([0, 1, 2, 3]);
    expect(stars.within({ left: -0.5, right: 0.5, bottom: -0.8, top: 0.5 })).toEqual([0, 2]);
    expect(stars.within({ left: 0.2, right: 0.3, bottom: 0, top: 1 })).toEqual([]);
  });

  it('of a genre are at home where most of them are', () => {
    expect(stars.homeOf(0)?.x).toBeCloseTo(0.9);
    expect(stars.homeOf(7)).toBeNull();
  });

  it('without a genre have a place of their own', () => {
    expect([...stars.genre]).toEqual([1, 0, 1, 2]);
    expect(stars.byGenre.map((group) => [...group])).toEqual([[1], [0, 2], [3]]);
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

describe('painting', () => {
  it('leaves out what is out of the picture', () => {
    const calls: string[] = [];
    const ctx = new Proxy({} as CanvasRenderingContext2D, {
      get: (_, name) => () => calls.push(String(name)),
      set: () => true,
    });
    const look: Look = {
      ground: 'a',
      ink: 'b',
      soft: 'c',
      accent: 'd',
      genre: ['e', 'f', 'g'],
      serif: 's',
      sans: 't',
    };
    const scene: Scene = {
      affine: { ax: 50, bx: 100, ay: 50, by: -100 },
      zoom: 1,
      width: 100,
      height: 100,
      lit: null,
      mine: [],
      trail: [],
      hovered: null,
    };
    expect(paint(ctx, stars, scene, look)).toBe(1);
    expect(calls).toContain('fillRect');
  });
});

describe('the address of the map', () => {
  it.each([
    ['', wholeMap],
    ['?at=0.5,-0.25,3', { x: 0.5, y: -0.25, zoom: 3, genre: null }],
    ['?at=0.5,-0.25,3&genre=Sci-Fi', { x: 0.5, y: -0.25, zoom: 3, genre: 'Sci-Fi' }],
    ['?at=1,2', wholeMap],
    ['?at=a,b,c', wholeMap],
    ['?genre=Horror', { ...wholeMap, genre: 'Horror' }],
  ])('reads %s', (search, place) => {
    expect(parseMapView(search)).toEqual(place);
    if (!/at=(1,2|a)/.test(search)) expect(parseMapView(formatMapView(place))).toEqual(place);
  });
});

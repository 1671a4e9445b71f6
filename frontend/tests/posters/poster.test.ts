import {
  companions,
  contrast,
  grounds,
  inks,
  plainGrounds,
  typeOn,
  type Ink,
} from '$lib/posters/inks';
import { byGenre, plain } from '$lib/posters/genres';
import { HEIGHT, WIDTH, type Film } from '$lib/posters/layout';
import { groups } from '$lib/posters/motifs';
import { drawPoster as draw } from '$lib/posters/poster';
import { still } from '$lib/posters/sensitive';
import { subjects } from '$lib/posters/subjects';
import { Random } from '$lib/posters/drawing/random';
import { Stage } from '$lib/posters/drawing/stage';
import { usualGenres } from '$lib/components/filters/genres';
import { motifs } from './motifs';

const drawPoster = (of: Film) => {
  const poster = draw(of);
  if (poster === null) throw new Error('its motif is not there');
  return poster;
};

const film = (id: number, fields: Partial<Film> = {}): Film => ({
  id,
  title: `A Film of Number ${id}`,
  year: 1974,
  genres: ['Drama'],
  ...fields,
});

describe('a poster', () => {
  it('is the same for the same film', () => {
    for (let id = 1; id < 40; id += 1) expect(drawPoster(film(id))).toEqual(drawPoster(film(id)));
  });

  it('is another one for another film', () => {
    const drawn = Array.from({ length: 60 }, (_, id) =>
      JSON.stringify(drawPoster(film(id, { title: 'Same' }))),
    );
    expect(new Set(drawn).size).toBe(60);
  });

  it('varies among plain dramas', () => {
    const drawn = Array.from({ length: 40 }, (_, id) => drawPoster(film(id)));
    expect(new Set(drawn.map(({ art }) => art.ground)).size).toBeGreaterThan(7);
    expect(new Set(drawn.map(({ art }) => `${art.w} ${art.h}`)).size).toBeGreaterThan(10);
    expect(new Set(drawn.map(({ art }) => art.shapes.length)).size).toBeGreaterThan(6);
  });

  it('keeps all type on the sheet', () => {
    const titles = [
      'Ran',
      'The Diving Bell and the Butterfly',
      'X'.repeat(80),
      '羅生門',
      'a '.repeat(90),
    ];
    for (const title of titles) {
      for (let id = 0; id < 60; id += 1) {
        for (const line of drawPoster(film(id, { title })).lines) {
          const [alongX, alongY] = line.upright ? [0, -line.length] : [line.length, 0];
          expect(line.x).toBeGreaterThan(0);
          expect(line.x + alongX).toBeLessThan(WIDTH);
          expect(line.y + alongY).toBeGreaterThan(0);
          expect(line.y).toBeLessThan(HEIGHT);
        }
      }
    }
  });

  it('shows the year, if there is one', () => {
    expect(drawPoster(film(1)).lines.map(({ text }) => text)).toContain('1974');
    expect(drawPoster(film(1, { year: null })).lines.map(({ text }) => text)).not.toContain('1974');
  });

  it('stands in for films without or with unknown genres', () => {
    for (const genres of [[], ['Telenovela']]) {
      expect(drawPoster(film(1, { genres })).art.shapes.length).toBeGreaterThan(0);
    }
  });
});

describe('motifs', () => {
  it('are there for every genre of MovieLens', () => {
    expect(Object.keys(byGenre).sort()).toEqual([...usualGenres].sort());
    expect(Object.keys(grounds).sort()).toEqual([...usualGenres].sort());
  });

  it('are each in the group that is fetched for them', async () => {
    for (const [load, names] of groups)
      expect(Object.keys(await load()).sort()).toEqual(names.split(' ').sort());
  });

  it('are there by the name that subjects and genres give', () => {
    const named = [
      ...[...subjects.values()].flatMap((subject) => subject.motifs),
      ...Object.values(byGenre).flat(),
      ...plain,
      ...still,
    ];
    expect(named.filter((name) => !(name in motifs))).toEqual([]);
    expect(new Set(named).size).toBeGreaterThan(150);
  });

  it.each(Object.entries(motifs))('%s is drawn in clean paths', (_, motif) => {
    for (let seed = 0; seed < 12; seed += 1) {
      const names = { ground: '#000', shape: '#111', accent: '#222' };
      const stage = new Stage(120 + seed * 7, 300 - seed * 14, names, new Random(String(seed)));
      motif(stage);
      expect(stage.shapes.length).toBeGreaterThan(0);
      for (const { d } of stage.shapes) expect(d).not.toMatch(/NaN|Infinity|undefined|e-/);
      expect(stage.shapes.some(({ fill, stroke }) => fill === '#111' || stroke === '#111')).toBe(
        true,
      );
    }
  });
});

describe('inks', () => {
  const all = Object.keys(inks) as Ink[];

  it.each(all)('type can be read on %s', (ground) => {
    expect(contrast(ground, typeOn(ground))).toBeGreaterThanOrEqual(4.5);
  });

  it.each([...new Set([...Object.values(grounds).flat(), ...plainGrounds])])(
    '%s has strong company',
    (ground) => {
      const strong = companions[ground].filter((ink) => contrast(ink, ground) >= 2.4);
      expect(strong.length).toBeGreaterThanOrEqual(2);
    },
  );
});

describe('Random', () => {
  it('repeats itself and stays in its bounds', () => {
    const [a, b] = [new Random('seed'), new Random('seed')];
    const drawn = Array.from({ length: 2000 }, () => a.next());
    expect(drawn).toEqual(Array.from({ length: 2000 }, () => b.next()));
    expect(Math.min(...drawn)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...drawn)).toBeLessThan(1);
    expect(drawn.reduce((sum, x) => sum + x) / drawn.length).toBeCloseTo(0.5, 1);
    expect(new Random('seee').next()).not.toBe(new Random('seed').next());
  });
});

import { chooseMotif } from './choose';
import { compositions, type Composition } from './compositions';
import { companions, contrast, grounds, inks, plainGrounds, type Ink } from './inks';
import type { Film, Line } from './layout';
import { fetchMotif, motifIfThere, type MotifName } from './motifs';
import { Random } from './drawing/random';
import { Stage, type Motif, type Shape } from './drawing/stage';
import type { Care } from './sensitive';

/** A drawing on a plane of 200 by 300. The art is cut off at its box, all else lies above it. */
export interface Poster {
  motif: MotifName;
  ground: string;
  art: { x: number; y: number; w: number; h: number; ground: string; shapes: Shape[] };
  plates: Shape[];
  lines: Line[];
}

/** Common genres say little about a film, so a rarer one leads more often. */
const commonness: Readonly<Record<string, number>> = {
  Drama: 0.4,
  Comedy: 0.55,
  Thriller: 0.7,
  Action: 0.75,
  IMAX: 0.3,
};

function leadFirst(genres: readonly string[], random: Random): string[] {
  const weighed = genres.map((genre) => ({
    genre,
    weight: (commonness[genre] ?? 1.2) * random.between(0.4, 1),
  }));
  return weighed.sort((a, b) => b.weight - a.weight).map(({ genre }) => genre);
}

/** Shape and accent for a ground; the accent comes from the other genres where it can. */
function printOn(ground: Ink, others: readonly string[], random: Random) {
  const able = companions[ground];
  const strong = able.filter((ink) => contrast(ink, ground) >= 2.4);
  const shape = random.pick(strong);
  const second = able.filter((ink) => ink !== shape && contrast(ink, ground) >= 1.6);
  const wished = others.flatMap((genre) => grounds[genre] ?? []);
  const apart = second.filter((ink) => contrast(ink, shape) >= 1.5);
  const liked = apart.filter((ink) => wished.includes(ink));
  const pool = [liked, apart, second].find((list) => list.length > 0) ?? able;
  return { shape, accent: random.pick(pool) };
}

function draw(motif: Motif, w: number, h: number, ground: Ink, others: string[], random: Random) {
  const { shape, accent } = printOn(ground, others, random);
  const names = { ground: inks[ground], shape: inks[shape], accent: inks[accent] };
  const stage = new Stage(w, h, names, random);
  motif(stage);
  return { shapes: stage.shapes, shape, accent };
}

/** What stands on it is grave, so it is printed on quiet grounds. */
const quietGrounds: readonly Ink[] = ['stone', 'paper', 'petrol', 'moss', 'umber', 'plum', 'coal'];

/** What a motif is printed on, where it has a colour of its own; else the genre decides. */
const ownGrounds: Partial<Record<MotifName, readonly Ink[]>> = {
  dunes: ['sand', 'ochre', 'mustard', 'tangerine'],
  snowfall: ['sky', 'petrol', 'stone', 'ultramarine'],
  iceberg: ['petrol', 'sky', 'ultramarine'],
  pines: ['moss', 'mint', 'petrol', 'sand'],
  jungle: ['moss', 'olive', 'mint', 'teal'],
  sail: ['teal', 'sky', 'petrol', 'sand'],
  liner: ['teal', 'sky', 'petrol', 'blush'],
  fin: ['teal', 'petrol', 'sky'],
  whale: ['teal', 'petrol', 'sky'],
  bubbles: ['teal', 'petrol', 'ultramarine'],
  fish: ['teal', 'sky', 'blush', 'petrol'],
  stillness: ['petrol', 'sky', 'teal', 'blush'],
  lighthouse: ['petrol', 'sky', 'night', 'teal'],
  codeRain: ['night', 'moss', 'coal'],
  neon: ['night', 'plum', 'ultramarine'],
  skyline: ['night', 'petrol', 'plum', 'mustard', 'ultramarine'],
  starship: ['night', 'ultramarine', 'petrol'],
  orbits: ['night', 'ultramarine', 'petrol', 'stone'],
  saturn: ['night', 'ultramarine', 'plum', 'petrol'],
  helmet: ['night', 'petrol', 'stone', 'tangerine'],
  christmasTree: ['moss', 'red', 'petrol', 'paper'],
  fields: ['sand', 'mint', 'mustard', 'moss', 'sky'],
  torii: ['paper', 'stone', 'blush', 'sand'],
  bat: ['night', 'plum', 'mustard', 'petrol'],
};

const groundsFor = (motif: MotifName, care: Care, lead: string | undefined): readonly Ink[] =>
  care === 'grave' ? quietGrounds : (ownGrounds[motif] ?? grounds[lead ?? ''] ?? plainGrounds);

function begin(film: Film) {
  const random = new Random(`${film.id}/${film.title}/${film.year ?? ''}`);
  const [lead, ...others] = leadFirst(film.genres, random);
  return { random, lead, others, ...chooseMotif(film, random) };
}

export const motifOf = (film: Film): MotifName => begin(film).motif;

/**
 * Draws a film's poster: the same film always gives the same poster. Null until its motif has been
 * fetched.
 */
export function drawPoster(film: Film): Poster | null {
  const { random, lead, others, motif, care } = begin(film);
  const drawing = motifIfThere(motif);
  if (drawing === null) return null;
  const ground = random.pick(groundsFor(motif, care, lead));

  const fitting = compositions.filter(({ suits }) => suits(film.title));
  const composition: Composition = random.pick(fitting);
  const layout = composition.lay(film, ground, random);

  // A third of the posters are printed in two blocks: the art has a ground of its own.
  const blocks = companions[ground].filter((ink) => contrast(ink, ground) >= 1.5);
  const artGround = random.chance(0.33) && care !== 'grave' ? random.pick(blocks) : ground;
  const { x, y, w, h } = layout.art;
  const art = draw(drawing, w, h, artGround, others, random);
  return {
    motif,
    ground: inks[layout.ground === 'art' ? artGround : (layout.ground ?? ground)],
    art: { x, y, w, h, ground: inks[artGround], shapes: art.shapes },
    plates: layout.plates,
    lines: layout.lines,
  };
}

/** The poster of a film, once its motif is there; null where that cannot be had. */
export async function posterOf(film: Film): Promise<Poster | null> {
  await fetchMotif(motifOf(film));
  return drawPoster(film);
}

export { fetchMotif };

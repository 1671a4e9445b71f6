import { fit, type Setting } from './fit';
import { widthOf, type Face } from './glyphs';
import { inks, typeOn, type Ink } from './inks';
import type { Film, Layout, Line } from './layout';
import { rect } from './drawing/path';
import type { Random } from './drawing/random';
import type { Shape } from './drawing/stage';

export interface Composition {
  name: string;
  suits: (title: string) => boolean;
  lay: (film: Film, ground: Ink, random: Random) => Layout;
}

const EDGE = 13;
const INNER = 200 - 2 * EDGE;
const YEAR_SIZE = 9.5;
const LEAST = 7;

interface Block {
  parts: { setting: Setting; face: Face; leading: number }[];
  height: number;
}

/** "Main: a longer second part" is set in two sizes. */
export function halves(title: string): [main: string, second: string | null] {
  const found =
    /^(.{2,}?)\s+\((.+)\)$/.exec(title) ?? /^(.{2,}?)(?::\s+|\s+[-–—]\s+)(.+)$/.exec(title);
  const [main, second] = [found?.[1], found?.[2]];
  if (!main || !second || !/\s/.test(second)) return [title, null];
  return [main.replace(/,?\s+or$/i, ''), second];
}

function setTitle(film: Film, face: Face, w: number, h: number, most: number): Block {
  const [first, second] = halves(film.title);
  const main = face === 'sans' ? first.toLocaleUpperCase('en') : first;
  const leading = face === 'sans' ? 0.96 : 0.98;
  const mainHeight = second ? h * 0.7 : h;
  const setting = fit(main, face, { w, h: mainHeight }, { most, least: LEAST, leading });
  const parts = [{ setting, face, leading }];
  let height = setting.lines.length * setting.size * leading;
  if (second) {
    const small = fit(
      second,
      face,
      { w, h: h - height },
      { most: Math.max(LEAST, Math.min(17, setting.size * 0.55)), least: LEAST, leading: 1.12 },
    );
    parts.push({ setting: small, face, leading: 1.12 });
    height += small.lines.length * small.size * 1.12 + 2;
  }
  return { parts, height };
}

/** Lines of a block whose top left corner is at (x, y). */
function layLines(block: Block, x: number, y: number, fill: string): Line[] {
  const lines: Line[] = [];
  let top = y;
  block.parts.forEach(({ setting, face, leading }, part) => {
    if (part > 0) top += 2;
    setting.lines.forEach((text, i) => {
      const baseline = top + setting.size * (face === 'sans' ? 0.82 : 0.78);
      const length = setting.widths[i] ?? 0;
      lines.push({ text, x, y: baseline, size: setting.size, length, face, fill, upright: false });
      top += setting.size * leading;
    });
  });
  return lines;
}

function year(film: Film, x: number, y: number, fill: string): Line[] {
  if (film.year === null) return [];
  const text = String(film.year);
  const length = widthOf(text, 'sans') * YEAR_SIZE;
  return [{ text, x, y, size: YEAR_SIZE, length, face: 'sans', fill, upright: false }];
}

const plate = (ink: Ink, x: number, y: number, w: number, h: number): Shape => ({
  d: rect(x, y, w, h),
  fill: inks[ink],
  stroke: 'none',
  strokeWidth: 0,
});

const face = (random: Random): Face => (random.chance(0.58) ? 'serif' : 'sans');
const any = () => true;

/** Art above, title at the foot. */
const foot: Composition = {
  name: 'foot',
  suits: any,
  lay(film, ground, random) {
    const fill = inks[typeOn(ground)];
    const block = setTitle(film, face(random), INNER, 104, 46);
    const top = 300 - 27 - block.height;
    return {
      art: { x: 0, y: 0, w: 200, h: top - 11 },
      plates: [],
      lines: [...layLines(block, EDGE, top, fill), ...year(film, EDGE, 289, fill)],
    };
  },
};

/** Title at the head, art below. */
const head: Composition = {
  name: 'head',
  suits: any,
  lay(film, ground, random) {
    const fill = inks[typeOn(ground)];
    const block = setTitle(film, face(random), INNER, 108, 50);
    const top = 29;
    const foot = top + block.height + 10;
    return {
      art: { x: 0, y: foot, w: 200, h: 300 - foot },
      plates: [],
      lines: [...year(film, EDGE, 21, fill), ...layLines(block, EDGE, top, fill)],
    };
  },
};

/** Art with the title on a plate that covers its edge. */
const overlay: Composition = {
  name: 'overlay',
  suits: any,
  lay(film, ground, random) {
    const ink: Ink = random.pick([ground, typeOn(ground), typeOn(ground)]);
    const fill = inks[typeOn(ink)];
    const inset = random.chance(0.5) ? 0 : EDGE;
    const block = setTitle(film, face(random), INNER - inset * 1.4, 92, 34);
    const height = block.height + 32;
    const [x, w] = [inset, 200 - 2 * inset];
    const low = random.chance(0.7);
    const y = low ? 300 - height - inset : inset;
    const left = x + 11;
    // The plate lies over the edge of the art, not over its middle.
    const h = 300 - height * 0.78 - inset;
    return {
      ground: 'art',
      art: { x: 0, y: low ? 0 : 300 - h, w: 200, h },
      plates: [plate(ink, x, y, w, height)],
      lines: [...layLines(block, left, y + 10, fill), ...year(film, left, y + height - 9, fill)],
    };
  },
};

/** A white edge, as on a print; the title stands on it. */
const frame: Composition = {
  name: 'frame',
  suits: any,
  lay(film, ground, random) {
    const sheet: Ink = ground === 'paper' ? 'night' : random.pick(['paper', 'paper', 'night']);
    const page: Ink = sheet === ground ? 'paper' : sheet;
    const fill = inks[typeOn(page)];
    const block = setTitle(film, face(random), INNER, 84, 32);
    const above = random.chance(0.35);
    const h = 300 - 2 * EDGE - block.height - 26;
    const artTop = above ? EDGE + block.height + 24 : EDGE;
    const titleTop = above ? EDGE - 2 : EDGE + h + 9;
    const yearBase = above ? EDGE + block.height + 13 : 300 - EDGE + 2;
    return {
      ground: page,
      art: { x: EDGE, y: artTop, w: INNER, h },
      plates: [],
      lines: [...layLines(block, EDGE, titleTop, fill), ...year(film, EDGE, yearBase, fill)],
    };
  },
};

/** The title reads upwards along one side. */
const side: Composition = {
  name: 'side',
  suits: (title) => title.length <= 24,
  lay(film, ground, random) {
    const right = random.chance(0.35);
    const setting = fit(
      film.title.toLocaleUpperCase('en'),
      'sans',
      { w: 252, h: 58 },
      { most: 46, least: LEAST, leading: 0.94 },
    );
    const thick = setting.lines.length * setting.size * 0.94 + 15;
    const x = right ? 200 - thick : 0;
    const fill = inks[typeOn(ground)];
    const lines = setting.lines.map((text, i): Line => ({
      text,
      x: x + 7 + setting.size * (0.82 + i * 0.94),
      y: 288,
      size: setting.size,
      length: setting.widths[i] ?? 0,
      face: 'sans',
      fill,
      upright: true,
    }));
    return {
      art: { x: right ? 0 : thick, y: 0, w: 200 - thick, h: 300 },
      plates: [],
      lines: [...lines, ...year(film, x + 9, 19, fill)],
    };
  },
};

/** A short title shouts. */
const shout: Composition = {
  name: 'shout',
  suits: (title) => title.length <= 13,
  lay(film, ground, random) {
    const fill = inks[typeOn(ground)];
    const block = setTitle(film, face(random), INNER, 150, 96);
    const low = random.chance(0.5);
    const height = block.height + 34;
    return {
      art: { x: 0, y: low ? 0 : height, w: 200, h: 300 - height },
      plates: [],
      lines: low
        ? [...layLines(block, EDGE, 300 - height + 8, fill), ...year(film, EDGE, 289, fill)]
        : [...year(film, EDGE, 21, fill), ...layLines(block, EDGE, 27, fill)],
    };
  },
};

export const compositions: readonly Composition[] = [foot, head, overlay, frame, side, shout];

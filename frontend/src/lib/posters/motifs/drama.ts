import {
  at,
  circle,
  halfDisc,
  line,
  polygon,
  rect,
  sector,
  tilted,
  TURN,
  type Point,
} from '../drawing/path';
import { times, type Motif } from '../drawing/stage';

// Most films are dramas, so a drama has the most ways to look.

/** Two discs that meet; what they share is empty. */
export const encounter: Motif = (s) => {
  const r = s.r * s.random.between(0.55, 0.75);
  const gap = r * s.random.between(0.45, 0.8);
  const lift = r * s.random.between(-0.5, 0.5);
  s.fill(
    'shape',
    circle(s.cx - gap, s.cy - lift, r),
    circle(s.cx + gap, s.cy + lift, r * s.random.between(0.6, 1)),
  );
  if (s.random.chance(0.6)) s.fill('accent', circle(s.cx, s.cy, r * 0.14));
};

/** Stairs, and someone at the head or the foot of them. */
export const stairs: Motif = (s) => {
  const steps = s.random.whole(4, 8);
  const up = s.random.chance(0.5);
  const points: Point[] = [[0, s.h]];
  const top = s.h * s.random.between(0.25, 0.4);
  for (let i = 0; i < steps; i += 1) {
    const y = s.h - ((i + 1) * (s.h - top)) / steps;
    points.push([(i * s.w) / steps, y], [((i + 1) * s.w) / steps, y]);
  }
  points.push([s.w, s.h]);
  const turn = ([x, y]: Point): Point => (up ? [x, y] : [s.w - x, y]);
  s.fill('shape', polygon(points.map(turn)));
  const where = s.random.whole(0, steps - 1);
  const r = s.w * 0.055;
  const [x, y] = turn([
    ((where + 0.5) * s.w) / steps,
    s.h - ((where + 1) * (s.h - top)) / steps - r,
  ]);
  s.fill('accent', circle(x, y, r));
};

/** A house front with one window lit. */
export const windows: Motif = (s) => {
  const columns = s.random.whole(3, 5);
  const cell = s.w / (columns + 1);
  const rows = Math.max(2, Math.floor((s.h - cell * 0.6) / (cell * 1.3)));
  const lit = s.random.whole(0, columns * rows - 1);
  for (let i = 0; i < columns * rows; i += 1) {
    const x = cell * 0.5 + (i % columns) * cell + cell * 0.14;
    const y = cell * 0.5 + Math.floor(i / columns) * cell * 1.3;
    s.fill(i === lit ? 'accent' : 'shape', rect(x, y, cell * 0.72, cell * 0.95));
  }
};

/** A great low sun and a small figure with its shadow. */
export const alone: Motif = (s) => {
  const r = s.r * s.random.between(0.7, 1.05);
  const x = s.w * s.random.between(0.3, 0.7);
  const horizon = s.h * s.random.between(0.68, 0.8);
  s.fill('shape', halfDisc(x, horizon, r, -Math.PI / 2));
  const fx = s.w * s.random.between(0.15, 0.85);
  const tall = s.h * 0.13;
  s.fill('accent', rect(0, horizon, s.w, 2.5));
  s.fill('accent', circle(fx, horizon - tall, tall * 0.22));
  s.fill(
    'accent',
    polygon([
      [fx, horizon - tall * 0.9],
      [fx - tall * 0.28, horizon],
      [fx + tall * 0.28, horizon],
    ]),
  );
};

/** Torn paper: two sheets with one ragged edge each. */
export const torn: Motif = (s) => {
  const tear = (base: number): Point[] =>
    times(9, (i) => [(i * s.w) / 8, base + s.random.between(-0.055, 0.055) * s.h]);
  const slope = s.random.between(-0.16, 0.16) * s.h;
  const upper = tear(s.h * 0.42).map(([x, y], i): Point => [x, y + (slope * i) / 8]);
  const lower = upper.map(([x, y]): Point => [
    x,
    y + s.h * 0.12 + s.random.between(-0.02, 0.04) * s.h,
  ]);
  s.fill('shape', polygon([[0, 0], [s.w, 0], ...upper.toReversed()]));
  s.fill('accent', polygon([...lower, [s.w, s.h], [0, s.h]]));
};

/** A door ajar, and the light that falls out of it. */
export const door: Motif = (s) => {
  const w = s.w * s.random.between(0.2, 0.3);
  const x = s.w * s.random.between(0.25, 0.5);
  const top = s.h * 0.14;
  const floor = s.h * 0.66;
  const lean = s.random.sign() * s.w * s.random.between(0.15, 0.5);
  s.fill('shape', rect(x, top, w, floor - top));
  s.fill(
    'shape',
    polygon([
      [x, floor + 3],
      [x + w, floor + 3],
      [x + w * 1.6 + lean, s.h],
      [x - w * 0.5 + lean, s.h],
    ]),
  );
  s.fill(
    'accent',
    polygon([
      [x + w, top],
      [x + w * 1.55, top - s.h * 0.05],
      [x + w * 1.55, floor + s.h * 0.06],
      [x + w, floor],
    ]),
  );
};

/** Slices of one disc, slid apart. */
export const shifted: Motif = (s) => {
  const bands = s.random.whole(3, 6);
  const r = s.r * 0.82;
  const height = (2 * r) / bands;
  for (let i = 0; i < bands; i += 1) {
    const slide = s.random.between(-0.35, 0.35) * r;
    const edge = (y: number) => Math.sqrt(Math.max(0, r * r - y * y));
    const points: Point[] = [];
    for (let k = 0; k <= 8; k += 1) {
      const y = -r + i * height + (k * height) / 8;
      points.push([s.cx + slide + edge(y), s.cy + y]);
    }
    const left = points.map(([x, y]): Point => [2 * (s.cx + slide) - x, y]).toReversed();
    s.fill(i % 2 === 0 ? 'shape' : 'accent', polygon([...points, ...left]));
  }
};

/** Two chairs turned away from each other, or one that is empty. */
export const chairs: Motif = (s) => {
  const unit = s.w * 0.075;
  const floor = s.h * 0.76;
  const chair = (x: number, way: 1 | -1): string =>
    [
      rect(way > 0 ? x : x - unit * 0.5, floor - unit * 6, unit * 0.5, unit * 6),
      rect(way > 0 ? x : x - unit * 3, floor - unit * 3, unit * 3, unit * 0.5),
      rect(way > 0 ? x + unit * 2.5 : x - unit * 3, floor - unit * 3, unit * 0.5, unit * 3),
    ].join('');
  const [a, b] = s.random.chance(0.5) ? ([1, -1] as const) : ([-1, 1] as const);
  s.fill('ground', rect(0, 0, s.w, floor)).fill('shape', rect(0, floor, s.w, s.h - floor));
  const wide = a > 0 ? 0.12 : 0.42;
  s.each('shape', [chair(s.w * wide, a)]);
  if (s.random.chance(0.7)) s.each('accent', [chair(s.w * (1 - wide), b)]);
  else s.fill('accent', circle(s.w * 0.72, floor - s.h * 0.45, s.w * 0.11));
};

/** A face without features, and the thought that fills it. */
export const head: Motif = (s) => {
  const r = s.r * 0.55;
  const y = s.h * 0.36;
  s.fill('shape', circle(s.cx, y, r));
  s.fill(
    'shape',
    polygon([
      [s.cx - r * 0.34, y + r * 0.7],
      [s.cx + r * 0.34, y + r * 0.7],
      [s.cx + r * 0.34, y + r * 1.35],
      [s.cx + r * 1.7, s.h],
      [s.cx - r * 1.7, s.h],
      [s.cx - r * 0.34, y + r * 1.35],
    ]),
  );
  const turn = s.random.between(0, TURN);
  if (s.random.chance(0.5)) s.fill('accent', sector(s.cx, y, r * 0.98, turn, turn + 2.2));
  else s.fill('accent', circle(s.cx + r * 0.2, y - r * 0.1, r * 0.5));
};

/** Long sheets that lean on one another. */
export const leaning: Motif = (s) => {
  const count = s.random.whole(3, 5);
  const way = s.random.sign();
  for (let i = 0; i < count; i += 1) {
    const angle = way * (0.1 + i * s.random.between(0.12, 0.2));
    const x = s.w * (0.2 + (0.6 * i) / (count - 1));
    s.fill(i === count - 1 ? 'accent' : 'shape', tilted(x, s.h * 0.58, s.w * 0.09, s.h, angle));
  }
};

/** Furrows running to a far point. */
export const road: Motif = (s) => {
  const horizon = s.h * s.random.between(0.3, 0.45);
  const x = s.w * s.random.between(0.3, 0.7);
  const count = 6;
  for (let i = 0; i < count; i += 1) {
    const a = -s.w * 0.6 + (i * 2.2 * s.w) / count;
    s.fill(
      'shape',
      polygon([
        [x, horizon],
        [a, s.h],
        [a + (1.05 * s.w) / count, s.h],
      ]),
    );
  }
  s.fill('accent', circle(x, horizon - s.r * 0.4, s.r * s.random.between(0.16, 0.3)));
  s.stroke(
    'shape',
    1.5,
    line([
      [0, horizon],
      [s.w, horizon],
    ]),
  );
};

/** A leaf let go. */
export const leaf: Motif = (s) => {
  const tilt = s.random.between(-0.9, 0.9);
  const [x, y, r] = [
    s.w * s.random.between(0.4, 0.6),
    s.h * 0.46,
    s.r * s.random.between(0.6, 0.8),
  ];
  const tip = (k: number, a: number) => at(x, y, r * k, a + tilt);
  const [[ax, ay], [bx, by]] = [tip(1, -Math.PI / 2), tip(1, Math.PI / 2)];
  for (const way of [0, Math.PI]) {
    const [mx, my] = tip(0.95, way);
    s.fill(
      way === 0 ? 'shape' : 'accent',
      `M${ax.toFixed(1)} ${ay.toFixed(1)}Q${mx.toFixed(1)} ${my.toFixed(1)} ${bx.toFixed(1)} ${by.toFixed(1)}Z`,
    );
  }
  s.stroke('shape', 4, line([[bx, by], tip(1.4, Math.PI / 2 + 0.2)]));
};

/** A table, seen from above, and who sits at it. */
export const table: Motif = (s) => {
  const seats = s.random.whole(4, 8);
  const r = s.r * 0.5;
  const away = s.random.whole(0, seats - 1);
  s.fill('shape', circle(s.cx, s.cy, r));
  for (let i = 0; i < seats; i += 1) {
    const a = (i * TURN) / seats + 0.3;
    s.fill(
      i === away ? 'accent' : 'shape',
      circle(...at(s.cx, s.cy, r * (i === away ? 1.75 : 1.4), a), r * 0.24),
    );
  }
};

/** A long wall, and a small gap in it. */
export const wall: Motif = (s) => {
  const rows = s.random.whole(6, 9);
  const height = s.h / rows;
  const width = s.w / 3.5;
  const lost = s.random.whole(rows, rows * 3);
  let n = 0;
  for (let row = 0; row < rows; row += 1) {
    for (let x = row % 2 === 0 ? 0 : -width / 2; x < s.w; x += width, n += 1) {
      s.fill(
        n === lost ? 'accent' : 'shape',
        rect(x + 1.5, row * height + 1.5, width - 3, height - 3),
      );
    }
  }
};

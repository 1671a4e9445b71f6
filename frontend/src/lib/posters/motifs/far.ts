import {
  arc,
  at,
  circle,
  ellipse,
  polygon,
  rect,
  star,
  TURN,
  wave,
  type Point,
} from '../drawing/path';
import { times, type Motif } from '../drawing/stage';

/** Mountains behind mountains. */
export const mountains: Motif = (s) => {
  const layers = s.random.whole(2, 3);
  s.fill(
    'accent',
    circle(s.w * s.random.between(0.2, 0.8), s.h * 0.28, s.r * s.random.between(0.2, 0.36)),
  );
  for (let k = 0; k < layers; k += 1) {
    const base = s.h * (0.48 + 0.2 * k);
    const peaks = s.random.whole(2, 3);
    const points: Point[] = times(peaks * 2 + 1, (i) => [
      (i * s.w) / (peaks * 2),
      base + (i % 2 === 1 ? -s.h * s.random.between(0.14, 0.3) : s.h * 0.1),
    ]);
    s.fill('ground', polygon([[0, s.h], ...points.map(([x, y]): Point => [x, y - 5]), [s.w, s.h]]));
    s.fill(k % 2 === 0 ? 'shape' : 'accent', polygon([[0, s.h], ...points, [s.w, s.h]]));
  }
};

/** A compass. */
export const compass: Motif = (s) => {
  const turn = s.random.between(-0.4, 0.4) - Math.PI / 2;
  const r = s.r * 0.92;
  s.stroke('shape', 3, circle(s.cx, s.cy, r * 0.9));
  s.fill('shape', star(s.cx, s.cy, 4, r * 0.5, r * 0.16, turn + Math.PI / 4));
  s.fill('shape', star(s.cx, s.cy, 4, r * 0.86, r * 0.15, turn));
  s.fill(
    'accent',
    polygon([
      at(s.cx, s.cy, r * 0.86, turn),
      at(s.cx, s.cy, r * 0.13, turn + 1),
      at(s.cx, s.cy, r * 0.13, turn - 1),
    ]),
  );
};

/** Heights on a map and a way through them. */
export const contours: Motif = (s) => {
  const x = s.w * s.random.between(0.3, 0.7);
  const y = s.h * s.random.between(0.3, 0.6);
  for (let i = 1; i < 8; i += 1)
    s.stroke('shape', 3, ellipse(x + i * 3, y - i * 2, i * s.r * 0.21, i * s.r * 0.15));
  const path = times(7, (i): Point => [
    s.w * (0.1 + i * 0.13),
    s.h * (0.9 - i * 0.09 + 0.05 * Math.sin(i * 2)),
  ]);
  path.forEach(([px, py], i) => s.fill('accent', circle(px, py, i === 6 ? 9 : 4)));
};

/** A sail on a high sea. */
export const sail: Motif = (s) => {
  const x = s.w * s.random.between(0.4, 0.6);
  const y = s.h * 0.62;
  s.fill(
    'accent',
    polygon([
      [x + 4, s.h * 0.12],
      [x + s.w * 0.32, y - 12],
      [x + 4, y - 12],
    ]),
  );
  s.fill(
    'shape',
    polygon([
      [x - 3, s.h * 0.2],
      [x - 3, y - 12],
      [x - s.w * 0.24, y - 12],
    ]),
  );
  s.fill(
    'shape',
    polygon([
      [x - s.w * 0.28, y - 6],
      [x + s.w * 0.34, y - 6],
      [x + s.w * 0.2, y + 16],
      [x - s.w * 0.18, y + 16],
    ]),
  );
  for (let i = 0; i < 5; i += 1)
    s.stroke(
      i % 2 === 0 ? 'shape' : 'accent',
      6,
      wave(-20 - i * 13, s.w + 30, y + 22 + i * 15, 11, s.w / 2.6),
    );
};

/** A river bends its way down the land. */
export const river: Motif = (s) => {
  const bend = s.w * s.random.between(0.3, 0.5) * s.random.sign();
  const x = s.w * s.random.between(0.4, 0.6);
  s.stroke(
    'shape',
    s.w * 0.16,
    `M${x} ${-10}C${x + bend} ${s.h * 0.25} ${x - bend} ${s.h * 0.4} ${x} ${s.h * 0.6}S${x + bend} ${s.h * 0.9} ${x} ${s.h + 20}`,
  );
  for (let i = 0; i < 5; i += 1) {
    const [px, py, r] = [s.random.between(0, s.w), s.h * (0.12 + i * 0.2), s.w * 0.07];
    s.fill(
      'accent',
      polygon([
        [px, py - r * 1.6],
        [px + r, py + r],
        [px - r, py + r],
      ]),
    );
  }
};

/** A balloon over everything. */
export const aloft: Motif = (s) => {
  const [x, y, r] = [s.w * s.random.between(0.36, 0.64), s.h * 0.36, s.r * 0.5];
  s.fill(
    'shape',
    circle(x, y, r),
    polygon([
      [x - r * 0.8, y + r * 0.62],
      [x + r * 0.8, y + r * 0.62],
      [x + r * 0.22, y + r * 1.45],
      [x - r * 0.22, y + r * 1.45],
    ]),
  );
  s.fill(
    'accent',
    ellipse(x, y, r * 0.36, r),
    rect(x - r * 0.22, y + r * 1.55, r * 0.44, r * 0.32),
  );
  s.fill(
    'accent',
    ellipse(s.w * 0.1, s.h, s.w * 0.5, s.h * 0.12),
    ellipse(s.w * 0.9, s.h, s.w * 0.6, s.h * 0.17),
  );
};

/** A sun, a table mountain, a long line. */
export const mesa: Motif = (s) => {
  const horizon = s.h * s.random.between(0.66, 0.78);
  const x = s.w * s.random.between(0.3, 0.7);
  s.fill(
    'accent',
    circle(x, horizon - s.r * s.random.between(0.1, 0.5), s.r * s.random.between(0.44, 0.66)),
  );
  s.fill('shape', rect(0, horizon, s.w, s.h - horizon));
  const m = s.w * s.random.between(0.05, 0.6);
  s.fill(
    'shape',
    polygon([
      [m, horizon + 1],
      [m + s.w * 0.06, horizon - s.h * 0.2],
      [m + s.w * 0.26, horizon - s.h * 0.2],
      [m + s.w * 0.36, horizon + 1],
    ]),
  );
};

/** A cactus at noon. */
export const cactus: Motif = (s) => {
  const x = s.w * s.random.between(0.4, 0.6);
  const w = s.w * 0.13;
  s.fill('accent', circle(s.w - x * 0.6, s.h * 0.24, s.r * 0.24));
  s.stroke('shape', w, `M${x} ${s.h}V${s.h * 0.22}`);
  s.fill('shape', circle(x, s.h * 0.22, w / 2));
  for (const way of [-1, 1]) {
    const y = s.h * s.random.between(0.46, 0.66);
    const out = x + way * s.w * 0.24;
    s.stroke('shape', w * 0.8, `M${x} ${y}H${out}V${y - s.h * 0.18}`);
    s.fill('shape', circle(out, y - s.h * 0.18, w * 0.4));
  }
  s.fill('shape', rect(0, s.h * 0.93, s.w, s.h * 0.07));
};

/** A badge. */
export const badge: Motif = (s) => {
  const r = s.r * 0.84;
  const turn = -Math.PI / 2 + s.random.between(-0.2, 0.2);
  s.fill('shape', star(s.cx, s.cy, 5, r, r * 0.46, turn));
  s.each(
    'shape',
    times(5, (i) => circle(...at(s.cx, s.cy, r, turn + (i * TURN) / 5), r * 0.1)),
  );
  s.fill('ground', circle(s.cx, s.cy, r * 0.34)).fill('accent', circle(s.cx, s.cy, r * 0.24));
  if (s.random.chance(0.5))
    s.fill('ground', circle(...at(s.cx, s.cy, r * 0.5, s.random.between(0, TURN)), r * 0.09));
};

/** Rails to the horizon. */
export const rails: Motif = (s) => {
  const horizon = s.h * 0.34;
  const x = s.w * s.random.between(0.35, 0.65);
  s.stroke('accent', 7, arc(x, horizon, s.r * 0.42, Math.PI, TURN));
  const edge = (t: number, way: number): Point => [
    x + way * s.w * 0.42 * t,
    horizon + (s.h - horizon) * t,
  ];
  for (let i = 1; i <= 8; i += 1) {
    const t = (i / 8) ** 1.7;
    const [x0, y] = edge(t, -1.25);
    s.fill('shape', rect(x0, y - 7 * t, 2 * (x - x0), 9 * t));
  }
  for (const way of [-1, 1])
    s.fill('accent', polygon([edge(0, way), edge(1, way * 0.92), edge(1, way * 1.08)]));
  s.fill('shape', rect(0, horizon, s.w, 2.5));
};

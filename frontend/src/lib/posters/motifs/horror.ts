import { at, circle, ellipse, line, polygon, sector, TURN } from '../drawing/path';
import type { Motif } from '../drawing/stage';

/** An eye that does not blink. */
export const eye: Motif = (s) => {
  const w = s.w * 0.46;
  const open = Math.min(s.h, s.w) * s.random.between(0.2, 0.28);
  s.fill(
    'shape',
    `M${s.cx - w} ${s.cy}Q${s.cx} ${(s.cy - open * 2).toFixed(1)} ${s.cx + w} ${s.cy}Q${s.cx} ${(s.cy + open * 2).toFixed(1)} ${s.cx - w} ${s.cy}Z`,
  );
  s.fill('accent', circle(s.cx, s.cy, open * 0.74)).fill(
    'ground',
    ellipse(s.cx, s.cy, open * 0.16, open * 0.62),
  );
};

/** A bare tree. */
export const tree: Motif = (s) => {
  const moon = s.r * s.random.between(0.4, 0.6);
  s.fill('accent', circle(s.w * s.random.between(0.35, 0.65), s.h * 0.36, moon));
  const branch = (x: number, y: number, length: number, angle: number, depth: number) => {
    const [x1, y1] = at(x, y, length, angle);
    s.stroke(
      'shape',
      depth * 2.4,
      line([
        [x, y],
        [x1, y1],
      ]),
    );
    if (depth <= 1) return;
    branch(
      x1,
      y1,
      length * s.random.between(0.6, 0.8),
      angle - s.random.between(0.25, 0.7),
      depth - 1,
    );
    branch(
      x1,
      y1,
      length * s.random.between(0.6, 0.8),
      angle + s.random.between(0.25, 0.7),
      depth - 1,
    );
  };
  branch(s.cx, s.h, s.h * 0.32, -Math.PI / 2 + s.random.between(-0.1, 0.1), 5);
};

/** A slice of moon with a tooth of a roof before it. */
export const moonrise: Motif = (s) => {
  const r = s.r * 0.7;
  const a = s.random.between(0, TURN);
  s.fill('shape', circle(s.cx, s.h * 0.42, r));
  s.fill('ground', circle(...at(s.cx, s.h * 0.42, r * 0.4, a), r * 0.84));
  const x = s.w * s.random.between(0.25, 0.75);
  s.fill(
    'accent',
    polygon([
      [x - s.w * 0.2, s.h],
      [x - s.w * 0.2, s.h * 0.72],
      [x, s.h * 0.48],
      [x + s.w * 0.2, s.h * 0.72],
      [x + s.w * 0.2, s.h],
    ]),
    sector(x, s.h * 0.82, s.w * 0.06, Math.PI, TURN),
  );
};

import { at, circle, ellipse, line, polygon, sector, TURN, type Point } from '../drawing/path';
import { times, type Motif } from '../drawing/stage';

/** A row of teeth, and one from below. */
const teeth: Motif = (s) => {
  const count = s.random.whole(4, 7);
  const width = s.w / count;
  const row = (y: number, way: 1 | -1): Point[] =>
    times(count * 2 + 1, (i) => [
      (i * width) / 2,
      y + (i % 2 === 1 ? way * s.h * s.random.between(0.2, 0.34) : 0),
    ]);
  s.fill('shape', polygon([[0, 0], ...row(s.h * 0.16, 1), [s.w, 0]]));
  s.fill('shape', polygon([[0, s.h], ...row(s.h * 0.84, -1), [s.w, s.h]]));
  s.fill('accent', circle(s.w * s.random.between(0.3, 0.7), s.cy, s.r * 0.14));
};

/** An eye that does not blink. */
const eye: Motif = (s) => {
  const w = s.w * 0.46;
  const open = s.h * s.random.between(0.2, 0.34);
  s.fill(
    'shape',
    `M${s.cx - w} ${s.cy}Q${s.cx} ${(s.cy - open * 2).toFixed(1)} ${s.cx + w} ${s.cy}Q${s.cx} ${(s.cy + open * 2).toFixed(1)} ${s.cx - w} ${s.cy}Z`,
  );
  s.fill('accent', circle(s.cx, s.cy, open * 0.74)).fill(
    'ground',
    ellipse(s.cx, s.cy, open * 0.16, open * 0.62),
  );
};

/** Scratches. */
const claws: Motif = (s) => {
  const count = s.random.whole(3, 5);
  for (let i = 0; i < count; i += 1) {
    const x = s.w * (0.24 + (0.62 * i) / count);
    const lean = s.w * 0.22;
    const top = s.h * s.random.between(0.05, 0.2);
    const foot = s.h * s.random.between(0.75, 0.95);
    const thick = s.w * s.random.between(0.05, 0.085);
    s.fill(
      i === 1 ? 'accent' : 'shape',
      polygon([
        [x + lean * 0.5, top],
        [x + thick, s.cy],
        [x - lean * 0.5, foot],
        [x - thick * 0.2, s.cy],
      ]),
    );
  }
};

/** Something runs down. */
const drip: Motif = (s) => {
  const count = 6;
  const width = s.w / count;
  let d = 'M0 0';
  for (let i = 0; i < count; i += 1) {
    const deep = s.h * s.random.between(0.2, 0.78);
    const x = i * width;
    const r = width * 0.36;
    d += `L${(x + width * 0.14).toFixed(1)} ${(s.h * 0.16).toFixed(1)}V${deep.toFixed(1)}a${r.toFixed(1)} ${r.toFixed(1)} 0 0 0 ${(2 * r).toFixed(1)} 0V${(s.h * 0.16).toFixed(1)}`;
  }
  s.fill('shape', `${d}L${s.w} 0Z`);
  s.fill('accent', circle(s.w * s.random.between(0.2, 0.8), s.h * 0.9, width * 0.34));
};

/** A bare tree. */
const tree: Motif = (s) => {
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
const moonrise: Motif = (s) => {
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

export const horror: Motif[] = [teeth, eye, claws, drip, tree, moonrise];

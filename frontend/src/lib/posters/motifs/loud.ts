import { at, circle, polygon, sector, star, tilted, TURN, type Point } from '../drawing/path';
import { times, type Motif } from '../drawing/stage';

/** A burst. */
export const burst: Motif = (s) => {
  const x = s.w * s.random.between(0.35, 0.65);
  const y = s.h * s.random.between(0.4, 0.6);
  const spikes = s.random.whole(11, 17);
  const points = times(spikes * 2, (i) =>
    at(
      x,
      y,
      s.r * (i % 2 === 0 ? s.random.between(0.95, 1.5) : s.random.between(0.5, 0.66)),
      (i * TURN) / (spikes * 2),
    ),
  );
  s.fill('shape', polygon(points));
  s.fill('accent', star(x, y, spikes - 3, s.r * 0.52, s.r * 0.3, s.random.between(0, 1)));
};

/** Chevrons at full speed. */
export const chevrons: Motif = (s) => {
  const count = s.random.whole(3, 5);
  const thick = s.h / (count * 2);
  const tip = s.w * s.random.between(0.2, 0.42);
  const way = s.random.chance(0.5);
  for (let i = 0; i < count; i += 1) {
    const y = i * thick * 2;
    const points: Point[] = [
      [0, y + tip],
      [s.cx, y],
      [s.w, y + tip],
      [s.w, y + tip + thick],
      [s.cx, y + thick],
      [0, y + tip + thick],
    ];
    s.fill(
      i === 1 ? 'accent' : 'shape',
      polygon(way ? points : points.map(([px, py]): Point => [px, s.h - py])),
    );
  }
};

/** A ball with all of its speed behind it. */
export const comet: Motif = (s) => {
  const angle = s.random.between(-1, -0.3) * (s.random.chance(0.5) ? 1 : -1);
  const r = s.r * 0.34;
  const [x, y] = [s.w * 0.66, s.cy + (angle < 0 ? -1 : 1) * s.h * 0.16];
  for (let i = 0; i < 6; i += 1) {
    const off = (i - 2.5) * r * 0.36;
    const length = s.w * s.random.between(0.7, 1.7);
    const [bx, by] = [x - off * Math.sin(angle), y + off * Math.cos(angle)];
    s.fill(
      i % 3 === 1 ? 'accent' : 'shape',
      tilted(
        bx - (length / 2) * Math.cos(angle),
        by - (length / 2) * Math.sin(angle),
        length,
        r * 0.2,
        angle,
      ),
    );
  }
  s.fill('accent', circle(x, y, r)).fill('shape', circle(x, y, r * 0.5));
};

/** Wedges, slammed in from all sides. */
export const wedges: Motif = (s) => {
  const a = s.random.between(0, TURN);
  const far = s.w + s.h;
  const count = s.random.whole(3, 5);
  for (let i = 0; i < count; i += 1) {
    const b = a + (i * TURN) / count;
    s.fill(
      i === 0 ? 'accent' : 'shape',
      sector(...at(s.cx, s.cy, s.r * 0.1, b), far, b - 0.3, b + 0.3),
    );
  }
  s.fill('ground', circle(s.cx, s.cy, s.r * 0.3)).fill('accent', circle(s.cx, s.cy, s.r * 0.16));
};

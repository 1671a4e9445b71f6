import { at, circle, halfDisc, line, polygon, rect, TURN, type Point } from '../drawing/path';
import { times, type Motif } from '../drawing/stage';

/** Rings about a small sun, one planet. */
export const orbits: Motif = (s) => {
  const rings = s.random.whole(4, 7);
  const x = s.w * s.random.between(0.25, 0.75);
  const y = s.h * s.random.between(0.3, 0.7);
  const reach = s.r * 1.35;
  for (let i = 1; i <= rings; i += 1)
    s.stroke(
      'shape',
      (reach / rings) * s.random.between(0.16, 0.5),
      circle(x, y, (reach * i) / rings),
    );
  s.fill('accent', circle(x, y, (reach / rings) * 0.5));
  const k = s.random.whole(2, rings);
  s.fill(
    'accent',
    circle(...at(x, y, (reach * k) / rings, s.random.between(0, TURN)), reach * 0.11),
  );
};

/** A planet with its ring. */
export const saturn: Motif = (s) => {
  const r = s.r * s.random.between(0.5, 0.64);
  const tilt = s.random.between(-0.5, 0.5);
  s.fill('shape', circle(s.cx, s.cy, r));
  const points = (k: number, from: number, to: number): Point[] =>
    times(33, (i) => {
      const a = from + ((to - from) * i) / 32;
      const [px, py] = [Math.cos(a) * r * 1.7 * k, Math.sin(a) * r * 0.46 * k];
      return [
        s.cx + px * Math.cos(tilt) - py * Math.sin(tilt),
        s.cy + px * Math.sin(tilt) + py * Math.cos(tilt),
      ];
    });
  s.stroke('ground', r * 0.34, line(points(1, 0, Math.PI)));
  s.stroke('accent', r * 0.16, line(points(1, -0.35, Math.PI + 0.35)));
  for (let i = 0; i < 9; i += 1)
    s.fill(
      'shape',
      circle(s.random.between(0, s.w), s.random.between(0, s.h * 0.28), s.random.between(0.8, 2.4)),
    );
};

/** A grid that runs to the horizon. */
export const gridland: Motif = (s) => {
  const horizon = s.h * s.random.between(0.42, 0.58);
  const x = s.w * s.random.between(0.35, 0.65);
  s.fill('accent', halfDisc(x, horizon, s.r * s.random.between(0.4, 0.62), -Math.PI / 2));
  const lines = times(13, (i): string =>
    line([
      [x + (i - 6) * s.w * 0.05, horizon],
      [x + (i - 6) * s.w * 0.38, s.h],
    ]),
  );
  const depth = times(7, (i): string => {
    const y = horizon + (s.h - horizon) * (i / 6) ** 2;
    return line([
      [0, y],
      [s.w, y],
    ]);
  });
  s.stroke('shape', 2, ...lines, ...depth);
};

/** A rocket, very simple. */
export const rocket: Motif = (s) => {
  const [w, top, foot] = [s.w * 0.12, s.h * 0.1, s.h * 0.68];
  const x = s.w * s.random.between(0.42, 0.58);
  s.fill(
    'shape',
    `M${x} ${top}Q${x + w * 2} ${s.h * 0.34} ${x + w} ${foot}H${x - w}Q${x - w * 2} ${s.h * 0.34} ${x} ${top}Z`,
  );
  s.fill(
    'accent',
    polygon([
      [x - w, foot - s.h * 0.14],
      [x - w * 2.4, foot + s.h * 0.06],
      [x - w, foot],
    ]),
  );
  s.fill(
    'accent',
    polygon([
      [x + w, foot - s.h * 0.14],
      [x + w * 2.4, foot + s.h * 0.06],
      [x + w, foot],
    ]),
  );
  s.fill('ground', circle(x, s.h * 0.36, w * 0.6));
  for (let i = 0; i < 3; i += 1)
    s.fill(
      i === 1 ? 'accent' : 'shape',
      rect(x - w * 0.75 + i * w * 0.56, foot + 6, w * 0.38, s.h * s.random.between(0.1, 0.24)),
    );
};

/** Dots in order, but for one. */
export const signal: Motif = (s) => {
  const columns = s.random.whole(6, 8);
  const step = s.w / columns;
  const rows = Math.floor(s.h / step);
  const x0 = s.w * s.random.between(0.3, 0.7);
  const y0 = s.h * s.random.between(0.3, 0.7);
  for (let i = 0; i < columns * rows; i += 1) {
    const x = ((i % columns) + 0.5) * step;
    const y = (Math.floor(i / columns) + 0.5) * step;
    const near = Math.max(0, 1 - Math.hypot(x - x0, y - y0) / (s.r * 1.3));
    s.fill(near > 0.86 ? 'accent' : 'shape', circle(x, y, step * (0.1 + 0.4 * near)));
  }
};

/** A shell of hexagons, some of them awake. */
export const hive: Motif = (s) => {
  const r = s.w / s.random.between(5, 8);
  const dx = r * Math.sqrt(3);
  const rows = Math.ceil(s.h / (r * 1.5)) + 1;
  for (let row = 0; row < rows; row += 1) {
    for (let x = row % 2 === 0 ? 0 : dx / 2; x < s.w + dx; x += dx) {
      if (s.random.chance(0.3)) continue;
      const hexagon = polygon(
        times(6, (i) => at(x, row * r * 1.5, r * 0.88, Math.PI / 6 + (i * TURN) / 6)),
      );
      s.fill(s.random.chance(0.12) ? 'accent' : 'shape', hexagon);
    }
  }
};

/** Earth from the moon, or the other way round. */
export const eclipse: Motif = (s) => {
  const r = s.r * s.random.between(0.6, 0.8);
  const a = s.random.between(0, TURN);
  s.fill('accent', circle(s.cx, s.cy, r));
  s.fill('shape', circle(...at(s.cx, s.cy, r * s.random.between(0.16, 0.4), a), r * 0.96));
  s.fill('accent', circle(...at(s.cx, s.cy, r * 1.25, a + 2.4), r * 0.09));
};

/** A dark slab that stands before a sun, off its middle. */
export const slab: Motif = (s) => {
  const w = s.w * s.random.between(0.24, 0.34);
  const x = s.w * s.random.between(0.3, 0.44);
  const foot = s.h * 0.84;
  s.fill('accent', circle(x + w * 1.25, s.h * s.random.between(0.42, 0.6), s.r * 0.56));
  s.fill('shape', rect(x, s.h * 0.1, w, foot - s.h * 0.1));
  s.fill('shape', rect(0, foot + 6, s.w, 3), rect(0, foot + 14, s.w, 2));
};

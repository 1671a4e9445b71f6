import {
  at,
  circle,
  halfDisc,
  line,
  polygon,
  rect,
  sector,
  star,
  tilted,
  TURN,
  type Point,
} from '../drawing/path';
import { times, type Motif } from '../drawing/stage';

/** A burst. */
const burst: Motif = (s) => {
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
const chevrons: Motif = (s) => {
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
const comet: Motif = (s) => {
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
const wedges: Motif = (s) => {
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

export const action: Motif[] = [burst, chevrons, comet, wedges];

/** Ranks in order, one missing. */
const ranks: Motif = (s) => {
  const columns = s.random.whole(4, 6);
  const step = s.w / columns;
  const rows = Math.floor(s.h / step);
  const lost = s.random.whole(0, columns * rows - 1);
  for (let i = 0; i < columns * rows; i += 1) {
    const x = ((i % columns) + 0.5) * step;
    const y = (Math.floor(i / columns) + 0.6) * step;
    if (i === lost) s.fill('accent', tilted(x, y + step * 0.24, step * 0.7, step * 0.16, 0.1));
    else
      s.fill(
        'shape',
        halfDisc(x, y, step * 0.36, -Math.PI / 2),
        rect(x - step * 0.44, y + 1.5, step * 0.88, step * 0.1),
      );
  }
};

/** Wire. */
const wire: Motif = (s) => {
  s.fill('accent', circle(s.w * s.random.between(0.3, 0.7), s.h * 0.4, s.r * 0.5));
  const lines = s.random.whole(3, 4);
  for (let i = 0; i < lines; i += 1) {
    const y = ((i + 0.7) * s.h) / (lines + 0.4);
    const sag = s.random.between(-0.05, 0.05) * s.h;
    s.stroke(
      'shape',
      3,
      `M0 ${y.toFixed(1)}Q${s.cx} ${(y + sag * 2).toFixed(1)} ${s.w} ${y.toFixed(1)}`,
    );
    for (let k = 0; k < 4; k += 1) {
      const x = (k + 0.5 + (i % 2) * 0.4) * (s.w / 4.4);
      const t = x / s.w;
      const yy = y + sag * 4 * t * (1 - t);
      s.stroke(
        'shape',
        3,
        line([
          [x - 7, yy - 9],
          [x + 7, yy + 9],
        ]),
        line([
          [x + 7, yy - 9],
          [x - 7, yy + 9],
        ]),
      );
    }
  }
};

/** They fall from the top edge. */
const falling: Motif = (s) => {
  const count = s.random.whole(4, 6);
  for (let i = 0; i < count; i += 1) {
    const x = ((i + 0.5) * s.w) / count;
    const y = s.h * s.random.between(0.15, 0.6);
    const w = (s.w / count) * 0.3;
    const ink = i === 1 ? 'accent' : 'shape';
    s.fill(ink, rect(x - w, y - w * 2, w * 2, w * 3), halfDisc(x, y + w, w, Math.PI / 2));
    s.fill(
      ink,
      polygon([
        [x - w * 1.1, y - w * 3.6],
        [x + w * 1.1, y - w * 3.6],
        [x, y - w * 1.6],
      ]),
    );
  }
  s.fill(
    'shape',
    polygon([
      [0, s.h],
      [0, s.h * 0.93],
      [s.w * 0.3, s.h * 0.86],
      [s.w * 0.55, s.h * 0.93],
      [s.w * 0.8, s.h * 0.88],
      [s.w, s.h * 0.92],
      [s.w, s.h],
    ]),
  );
};

/** A flag cut through. */
const flag: Motif = (s) => {
  const stripes = s.random.whole(3, 5);
  const shift = s.random.between(0.06, 0.14) * s.h * s.random.sign();
  const cut = s.w * s.random.between(0.35, 0.65);
  const height = s.h / (stripes * 2 - 1);
  for (let i = 0; i < stripes; i += 1) {
    const y = i * 2 * height;
    const ink = i === stripes - 1 ? 'accent' : 'shape';
    s.fill(
      ink,
      polygon([
        [0, y],
        [cut, y],
        [cut - 12, y + height],
        [0, y + height],
      ]),
    );
    s.fill(
      ink,
      polygon([
        [cut + 8, y + shift],
        [s.w, y + shift],
        [s.w, y + height + shift],
        [cut - 4, y + height + shift],
      ]),
    );
  }
};

export const war: Motif[] = [ranks, wire, falling, flag];

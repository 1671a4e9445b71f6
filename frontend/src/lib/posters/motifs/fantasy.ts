import { at, circle, polygon, rect, spiral, star } from '../drawing/path';
import type { Motif } from '../drawing/stage';

/** Towers of a castle. */
export const castle: Motif = (s) => {
  const count = s.random.whole(3, 5);
  const width = s.w / (count + 1);
  s.fill('accent', circle(s.w * s.random.between(0.2, 0.8), s.h * 0.24, s.r * 0.26));
  for (let i = 0; i < count; i += 1) {
    const x = width * (0.5 + i) + s.random.between(-0.12, 0.12) * width;
    const top = s.h * s.random.between(0.3, 0.62);
    s.fill(
      'shape',
      rect(x + width * 0.1, top, width * 0.8, s.h),
      rect(x + width * 0.4, top + s.h * 0.08, width * 0.2, s.h * 0.07),
    );
    s.fill(
      i % 2 === 0 ? 'accent' : 'shape',
      polygon([
        [x, top],
        [x + width, top],
        [x + width / 2, top - s.h * 0.2],
      ]),
    );
  }
};

/** A moon and its stars. */
export const crescent: Motif = (s) => {
  const r = s.r * s.random.between(0.6, 0.78);
  const a = s.random.between(-0.9, 0.5);
  s.fill('shape', circle(s.cx, s.cy, r));
  s.fill('ground', circle(...at(s.cx, s.cy, r * 0.46, a), r * 0.8));
  for (let i = 0; i < s.random.whole(3, 6); i += 1) {
    const [x, y] = [s.random.between(0.08, 0.92) * s.w, s.random.between(0.06, 0.94) * s.h];
    s.fill('accent', star(x, y, 4, s.random.between(5, 15), 2.4));
  }
};

/** Scales, or the sea in a fairy tale. */
export const scales: Motif = (s) => {
  const across = s.random.whole(3, 5);
  const r = s.w / across / 2;
  const rows = Math.ceil(s.h / r) + 1;
  for (let row = 0; row < rows; row += 1) {
    for (let i = 0; i <= across; i += 1) {
      const x = i * 2 * r + (row % 2) * r;
      const y = row * r - r * 0.4;
      s.fill('ground', circle(x, y + r * 0.2, r * 1.02));
      s.fill(s.random.chance(0.18) ? 'accent' : 'shape', circle(x, y, r * 0.94));
      s.fill('ground', circle(x, y - r * 0.16, r * 0.58));
    }
  }
};

/** A tree that curls. */
export const curls: Motif = (s) => {
  s.stroke('shape', 10, `M${s.cx} ${s.h}V${s.h * 0.42}`);
  for (let i = 0; i < 5; i += 1) {
    const way = i % 2 === 0 ? -1 : 1;
    const x = s.cx + way * s.w * (0.1 + 0.05 * i);
    const y = s.h * (0.66 - i * 0.12);
    s.stroke(
      i % 3 === 0 ? 'accent' : 'shape',
      6,
      spiral(
        x + way * s.w * 0.08,
        y,
        s.r * s.random.between(0.26, 0.36),
        2,
        way > 0 ? Math.PI * 0.5 : 0.5,
      ),
    );
  }
};

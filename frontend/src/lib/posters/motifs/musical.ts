import { circle, rect, sector, TURN, wave } from '../drawing/path';
import type { Motif } from '../drawing/stage';

/** A record, its groove and its label. */
export const record: Motif = (s) => {
  const r = s.r * s.random.between(0.85, 1.05);
  const x = s.w * s.random.between(0.35, 0.65);
  s.fill('shape', circle(x, s.cy, r));
  for (let i = 1; i < 6; i += 1) s.stroke('ground', 0.9, circle(x, s.cy, r * (0.42 + i * 0.1)));
  s.fill('accent', circle(x, s.cy, r * 0.34)).fill('ground', circle(x, s.cy, r * 0.06));
  const a = s.random.between(0, TURN);
  s.fill('accent', sector(x, s.cy, r * 0.96, a, a + 0.22));
};

/** Piano keys. */
export const keys: Motif = (s) => {
  const count = s.random.whole(5, 8);
  const width = s.w / count;
  const pressed = s.random.whole(0, count - 1);
  for (let i = 0; i < count; i += 1) {
    s.fill(
      i === pressed ? 'accent' : 'shape',
      rect(i * width + 1.2, i === pressed ? 12 : 0, width - 2.4, s.h * 0.86),
    );
  }
  const black = [1, 2, 4, 5, 6, 8].filter((i) => i < count);
  s.each(
    'ground',
    black.map((i) => rect(i * width - width * 0.3, 0, width * 0.6, s.h * 0.5)),
  );
};

/** Loud and soft: bars about a line. */
export const sound: Motif = (s) => {
  const count = s.random.whole(9, 15);
  const width = s.w / count;
  const phase = s.random.between(0, TURN);
  for (let i = 0; i < count; i += 1) {
    const loud = Math.abs(Math.sin(phase + i * 0.7) * Math.cos(phase + i * 0.31));
    const height = s.h * (0.08 + 0.76 * loud);
    s.fill(
      i % 4 === 1 ? 'accent' : 'shape',
      rect(i * width + width * 0.18, s.cy - height / 2, width * 0.64, height),
    );
  }
};

/** Notes on a staff that swings. */
export const staff: Motif = (s) => {
  for (let i = 0; i < 5; i += 1)
    s.stroke('shape', 1.8, wave(-20, s.w + 30, s.h * 0.3 + i * s.h * 0.09, s.h * 0.1, s.w * 1.1));
  for (let i = 0; i < 4; i += 1) {
    const x = s.w * (0.16 + i * 0.23);
    const y = s.h * s.random.between(0.3, 0.68);
    const r = s.w * 0.06;
    s.fill('accent', circle(x, y, r), rect(x + r - 3, y - s.h * 0.24, 3, s.h * 0.24 - r * 0.3));
  }
};

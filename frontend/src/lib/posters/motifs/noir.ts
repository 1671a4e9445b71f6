import { arc, circle, ellipse, halfDisc, polygon, rect, tilted, TURN } from '../drawing/path';
import type { Motif } from '../drawing/stage';

/** Venetian blinds before a lamp. */
export const blinds: Motif = (s) => {
  const r = s.r * s.random.between(0.6, 0.85);
  const y = s.h * s.random.between(0.4, 0.6);
  s.fill('shape', circle(s.w * s.random.between(0.35, 0.65), y, r));
  const slats = s.random.whole(7, 12);
  const step = s.h / slats;
  const slope = s.random.between(-0.12, 0.12) * s.w;
  for (let i = -1; i <= slats + 1; i += 1) {
    const top = i * step;
    s.fill(
      'ground',
      polygon([
        [0, top],
        [s.w, top + slope],
        [s.w, top + slope + step * 0.42],
        [0, top + step * 0.42],
      ]),
    );
  }
  if (s.random.chance(0.6))
    s.fill('accent', rect(s.w * 0.12, 0, 2.5, s.h * 0.8), circle(s.w * 0.12 + 1.25, s.h * 0.82, 5));
};

/** A street lamp and its cone. */
export const lamp: Motif = (s) => {
  const x = s.w * s.random.between(0.3, 0.7);
  const y = s.h * 0.16;
  const spread = s.w * s.random.between(0.3, 0.5);
  s.fill(
    'shape',
    polygon([
      [x, y],
      [x + spread, s.h * 0.9],
      [x - spread, s.h * 0.9],
    ]),
  );
  s.fill('accent', ellipse(x, s.h * 0.9, spread, s.h * 0.05));
  s.fill('accent', halfDisc(x, y + 2, s.w * 0.09, -Math.PI / 2));
  const fx = x + spread * s.random.between(-0.4, 0.4);
  s.fill('ground', rect(fx - 5, s.h * 0.64, 10, s.h * 0.26), circle(fx, s.h * 0.6, 7));
};

/** A hat pulled low, a cigarette. */
export const brim: Motif = (s) => {
  const y = s.h * 0.4;
  const w = s.w * 0.36;
  const tilt = s.random.sign() * s.random.between(0.05, 0.16);
  s.fill(
    'shape',
    polygon([
      [s.cx - w * 0.62, y],
      [s.cx - w * 0.5, y - s.h * 0.22],
      [s.cx, y - s.h * 0.17],
      [s.cx + w * 0.5, y - s.h * 0.22],
      [s.cx + w * 0.62, y],
    ]),
  );
  s.fill('shape', tilted(s.cx, y + 3, w * 2.3, s.h * 0.05, tilt));
  s.fill('accent', tilted(s.cx, y - s.h * 0.045, w * 1.2, s.h * 0.05, tilt * 0.4));
  s.fill(
    'shape',
    polygon([
      [s.cx - w * 1.2, s.h],
      [s.cx - w * 0.3, y + s.h * 0.36],
      [s.cx, y + s.h * 0.5],
      [s.cx + w * 0.3, y + s.h * 0.36],
      [s.cx + w * 1.2, s.h],
    ]),
  );
  s.fill('accent', tilted(s.cx + w * 0.35, y + s.h * 0.24, w * 0.6, 4, -0.2));
};

/** A keyhole. */
export const keyhole: Motif = (s) => {
  const r = s.r * 0.34;
  const y = s.h * 0.36;
  s.fill('shape', ellipse(s.cx, s.cy, s.r * 0.72, s.h * 0.44));
  s.fill('ground', circle(s.cx, y, r));
  s.fill(
    'ground',
    polygon([
      [s.cx - r * 0.42, y],
      [s.cx + r * 0.42, y],
      [s.cx + r * 0.85, s.h * 0.76],
      [s.cx - r * 0.85, s.h * 0.76],
    ]),
  );
  s.fill('accent', circle(s.cx + r * s.random.between(-0.3, 0.3), y, r * 0.3));
};

/** A labyrinth of broken rings. */
export const labyrinth: Motif = (s) => {
  const rings = s.random.whole(4, 6);
  const step = (s.r * 0.95) / rings;
  for (let i = 1; i <= rings; i += 1) {
    const gap = s.random.between(0, TURN);
    s.stroke(
      'shape',
      step * 0.42,
      arc(s.cx, s.cy, i * step - step * 0.2, gap, gap + TURN - 0.75 - 0.9 / i),
    );
  }
  s.fill('accent', circle(s.cx, s.cy, step * 0.36));
};

/** A question, or half of one. */
export const question: Motif = (s) => {
  const r = s.r * 0.46;
  const y = s.h * 0.34;
  s.stroke('shape', r * 0.52, arc(s.cx, y, r, -Math.PI, Math.PI * 0.5));
  s.fill('shape', rect(s.cx - r * 0.26, y + r * 0.74, r * 0.52, r * 0.85));
  s.fill('accent', circle(s.cx, y + r * 2.15, r * 0.33));
};

/** A glass over something that is only clear within it. */
export const lens: Motif = (s) => {
  const gap = s.h / 13;
  for (let i = 0; i < 13; i += 1) s.fill('accent', rect(0, i * gap, s.w, gap * 0.34));
  const [x, y, r] = [
    s.w * s.random.between(0.36, 0.5),
    s.h * s.random.between(0.34, 0.44),
    s.r * 0.52,
  ];
  s.fill('shape', tilted(x + r * 1.25, y + r * 1.25, r * 1.5, r * 0.3, Math.PI / 4));
  s.fill('shape', circle(x, y, r)).fill('ground', circle(x, y, r * 0.84));
  s.fill('accent', circle(x + r * 0.1, y, r * 0.26));
};

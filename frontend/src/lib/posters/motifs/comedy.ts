import {
  at,
  arc,
  circle,
  ellipse,
  halfDisc,
  polygon,
  rect,
  star,
  tilted,
  TURN,
  wave,
} from '../drawing/path';
import type { Motif } from '../drawing/stage';

/** A grin, or several in a row. */
export const smiles: Motif = (s) => {
  const rows = s.random.pick([1, 3, 4]);
  const across = rows === 1 ? 1 : 3;
  const r = rows === 1 ? s.r * 0.78 : Math.min(s.h / rows, s.w / across) * 0.42;
  const odd = s.random.whole(0, rows * across - 1);
  for (let i = 0; i < rows * across; i += 1) {
    const x = (((i % across) + 0.5) * s.w) / across;
    const y = ((Math.floor(i / across) + 0.5) * s.h) / rows - r * 0.4;
    const flipped = rows > 1 && i === odd;
    s.fill(
      flipped ? 'accent' : 'shape',
      halfDisc(x, flipped ? y + r : y, r, flipped ? -Math.PI / 2 : Math.PI / 2),
    );
  }
  if (rows > 1) return;
  const eye = s.r * 0.13;
  s.fill(
    'accent',
    circle(s.cx - s.r * 0.36, s.cy - s.r * 0.62, eye),
    circle(s.cx + s.r * 0.36, s.cy - s.r * 0.62, eye),
  );
};

/** Eyes that look aside. */
export const eyes: Motif = (s) => {
  const r = s.r * s.random.between(0.36, 0.44);
  const look = s.random.between(0, TURN);
  const tilt = s.random.between(-0.15, 0.15) * s.h;
  for (const way of [-1, 1]) {
    const x = s.cx + way * r * 1.08;
    const y = s.cy + (way * tilt) / 2;
    s.fill('shape', circle(x, y, r));
    s.fill('accent', circle(...at(x, y, r * 0.42, look), r * 0.5));
  }
};

/** A stack that ought to fall. */
export const stack: Motif = (s) => {
  const count = s.random.whole(4, 6);
  const step = s.h / (count + 0.6);
  for (let i = 0; i < count; i += 1) {
    const width = s.w * s.random.between(0.24, 0.62);
    const x = s.cx + s.random.between(-0.11, 0.11) * s.w;
    const y = s.h - (i + 0.5) * step;
    const ink = i % 2 === 0 ? 'shape' : 'accent';
    if (i === count - 1) s.fill(ink, circle(x, y, step * 0.5));
    else s.fill(ink, tilted(x, y, width, step * 0.94, s.random.between(-0.09, 0.09)));
  }
};

/** A bowler hat above a bow tie, with nobody in between. */
export const hat: Motif = (s) => {
  const r = s.r * 0.46;
  const y = s.h * 0.42;
  const tilt = s.random.between(-0.16, 0.16);
  s.fill('shape', halfDisc(s.cx, y, r, -Math.PI / 2 + tilt));
  s.fill('shape', tilted(s.cx, y, r * 3.1, r * 0.24, tilt));
  const b = y + r * 1.35;
  s.fill(
    'accent',
    polygon([
      [s.cx, b],
      [s.cx - r * 0.8, b - r * 0.45],
      [s.cx - r * 0.8, b + r * 0.45],
    ]),
  );
  s.fill(
    'accent',
    polygon([
      [s.cx, b],
      [s.cx + r * 0.8, b - r * 0.45],
      [s.cx + r * 0.8, b + r * 0.45],
    ]),
  );
};

/** Zigzags and dots, thrown about. */
export const confetti: Motif = (s) => {
  const columns = 3;
  const rows = Math.max(3, Math.round((s.h / s.w) * 3));
  for (let i = 0; i < columns * rows; i += 1) {
    const u = s.w / columns / 2;
    const x = ((i % columns) * 2 + 1) * u;
    const y = ((Math.floor(i / columns) + 0.5) * s.h) / rows;
    const ink = s.random.chance(0.6) ? 'shape' : 'accent';
    const angle = s.random.between(0, TURN);
    const kind = s.random.whole(0, 4);
    if (kind === 0) s.fill(ink, circle(x, y, u * 0.62));
    else if (kind === 1) s.fill(ink, halfDisc(x, y, u * 0.8, angle));
    else if (kind === 2) s.stroke(ink, u * 0.34, arc(x, y, u * 0.55, angle, angle + 3.6));
    else if (kind === 3) s.fill(ink, tilted(x, y, u * 1.5, u * 0.42, angle));
    else s.fill(ink, star(x, y, 3, u * 0.85, u * 0.42, angle));
  }
};

/** A seesaw with unequal company. */
export const seesaw: Motif = (s) => {
  const way = s.random.sign();
  const y = s.h * 0.66;
  const tilt = way * s.random.between(0.16, 0.28);
  const reach = s.w * 0.4;
  s.fill(
    'accent',
    polygon([
      [s.cx, y],
      [s.cx + s.w * 0.12, s.h * 0.86],
      [s.cx - s.w * 0.12, s.h * 0.86],
    ]),
  );
  s.fill('shape', tilted(s.cx, y, reach * 2.2, 8, tilt), rect(0, s.h * 0.86, s.w, 4));
  const seat = (k: number, r: number) =>
    circle(s.cx + k * reach * 0.86, y + k * reach * 0.86 * Math.tan(tilt) - r - 4, r);
  s.fill('shape', seat(way, s.w * 0.17)).fill('accent', seat(-way, s.w * 0.075));
};

/** Glasses, a nose, a moustache. */
export const disguise: Motif = (s) => {
  const r = s.w * 0.17;
  const y = s.h * 0.36;
  s.stroke('shape', 9, circle(s.cx - r * 1.25, y, r), circle(s.cx + r * 1.25, y, r));
  s.fill('accent', ellipse(s.cx, y + r * 1.0, r * 0.5, r * 0.8));
  const m = y + r * 2.3;
  const curl = s.random.between(0.3, 0.9) * r;
  s.fill(
    'shape',
    `M${s.cx} ${m - r * 0.4}Q${s.cx - r} ${m - r * 0.7} ${s.cx - r * 2} ${m - curl}Q${s.cx - r * 1.2} ${m + r * 0.9} ${s.cx} ${m + r * 0.1}Q${s.cx + r * 1.2} ${m + r * 0.9} ${s.cx + r * 2} ${m - curl}Q${s.cx + r} ${m - r * 0.7} ${s.cx} ${m - r * 0.4}Z`,
  );
};

/** A glass with an olive, or a whole tray of them. */
export const cocktail: Motif = (s) => {
  const w = s.w * s.random.between(0.26, 0.34);
  const y = s.h * 0.24;
  const lean = s.random.between(-0.06, 0.06) * s.w;
  const foot = s.h * 0.84;
  s.fill(
    'shape',
    polygon([
      [s.cx - w, y],
      [s.cx + w, y],
      [s.cx, y + w * 1.15],
    ]),
  );
  s.fill('shape', rect(s.cx - 3, y + w, 6, foot - y - w), ellipse(s.cx, foot, w * 0.6, 5));
  s.fill(
    'accent',
    tilted(s.cx + w * 0.3, y - w * 0.1, 4, w * 1.5, 0.6),
    circle(s.cx + lean, y + w * 0.36, w * 0.24),
  );
};

/** One line that cannot keep straight. */
export const squiggle: Motif = (s) => {
  const rows = s.random.whole(3, 6);
  const calm = s.random.whole(0, rows - 1);
  for (let i = 0; i < rows; i += 1) {
    const y = ((i + 0.5) * s.h) / rows;
    const height = i === calm ? 0.1 : (s.h / rows) * s.random.between(0.5, 0.8);
    s.stroke(
      i === calm ? 'accent' : 'shape',
      (s.h / rows) * 0.26,
      wave(-20, s.w + 30, y, height, s.w / s.random.between(1.6, 3.6)),
    );
  }
};

/** A foot slips on a peel, which is all that one sees. */
export const crescents: Motif = (s) => {
  const count = s.random.whole(1, 3);
  for (let i = 0; i < count; i += 1) {
    const r = count === 1 ? s.r * 0.85 : (s.h / count) * 0.44;
    const [x, y] = [
      s.cx + (count === 1 ? 0 : s.random.between(-0.14, 0.14) * s.w),
      ((i + 0.5) * s.h) / count,
    ];
    const a = s.random.between(-0.5, 0.5) + Math.PI / 2;
    const inner = r * 0.82;
    s.fill(i === 1 ? 'accent' : 'shape', circle(x, y, r));
    s.fill('ground', circle(...at(x, y, r * 0.42, a + Math.PI), inner));
    s.fill('accent', circle(...at(x, y, r * 0.2, a + Math.PI), r * 0.16));
  }
};

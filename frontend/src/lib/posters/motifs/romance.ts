import {
  at,
  arc,
  circle,
  ellipse,
  halfDisc,
  heart,
  line,
  rect,
  tilted,
  TURN,
  wave,
} from '../drawing/path';
import { times, type Motif } from '../drawing/stage';

/** One big heart, sometimes mended from two halves. */
export const bigHeart: Motif = (s) => {
  const r = s.r * s.random.between(0.48, 0.62);
  s.fill('shape', heart(s.cx, s.cy - r * 0.6, r));
  if (s.random.chance(0.5)) s.fill('accent', heart(s.cx, s.cy - r * 0.28, r * 0.42));
  else
    s.stroke(
      'ground',
      3,
      `M${s.cx} ${s.cy - r * 2}l${r * 0.3} ${r}l${-r * 0.5} ${r}l${r * 0.3} ${r * 2}`,
    );
};

/** Two rings, linked. */
export const rings: Motif = (s) => {
  const r = s.r * 0.5;
  const width = r * s.random.between(0.16, 0.4);
  const [dx, dy] = s.random.chance(0.5) ? [r * 0.62, r * 0.1] : [r * 0.2, r * 0.62];
  s.stroke('shape', width, circle(s.cx - dx, s.cy - dy, r));
  s.stroke('accent', width, circle(s.cx + dx, s.cy + dy, r));
  const from = Math.atan2(-dy, -dx) + (s.random.chance(0.5) ? 0.7 : -1.3);
  s.stroke('shape', width, arc(s.cx - dx, s.cy - dy, r, from + Math.PI, from + Math.PI + 0.7));
};

/** A flower of petals round an eye. */
export const flower: Motif = (s) => {
  const petals = s.random.whole(5, 9);
  const r = s.r * s.random.between(0.4, 0.5);
  const x = s.w * s.random.between(0.4, 0.6);
  const y = s.h * 0.4;
  s.fill('accent', rect(x - 2.5, y, 5, s.h));
  s.each(
    'shape',
    times(petals, (i) => circle(...at(x, y, r, (i * TURN) / petals), r * 0.52)),
  );
  s.fill('accent', circle(x, y, r * 0.5));
};

/** Two faces about to touch: half discs in the window of one moon. */
export const kiss: Motif = (s) => {
  const r = s.r * 0.52;
  const gap = r * s.random.between(0.02, 0.14);
  const drop = r * s.random.between(0.1, 0.5);
  s.fill(
    'shape',
    halfDisc(s.cx - gap, s.cy - drop, r, Math.PI),
    circle(s.cx - gap - r * 0.36, s.cy - drop - r * 0.2, r * 0.09),
  );
  s.fill(
    'accent',
    halfDisc(s.cx + gap, s.cy + drop, r, 0),
    circle(s.cx + gap + r * 0.36, s.cy + drop - r * 0.2, r * 0.09),
  );
};

/** Rain, and an umbrella for two. */
export const umbrella: Motif = (s) => {
  const r = s.r * 0.66;
  const y = s.h * 0.52;
  for (let i = 0; i < 16; i += 1) {
    const x = s.random.between(0, s.w);
    const top = s.random.between(0, s.h * 0.9);
    s.stroke('accent', 2, `M${x.toFixed(1)} ${top.toFixed(1)}l-4 16`);
  }
  s.fill('shape', halfDisc(s.cx, y, r, -Math.PI / 2));
  s.each(
    'ground',
    times(4, (i) => circle(s.cx - r + (i + 0.5) * (r / 2), y + r * 0.09, r * 0.26)),
  );
  s.fill('shape', rect(s.cx - 2, y - r * 0.2, 4, r * 1.0));
  s.stroke('shape', 4, arc(s.cx + r * 0.13, y + r * 0.8, r * 0.13, 0, Math.PI));
};

/** Tulip cups or lips: ellipses cut by a wave. */
export const lips: Motif = (s) => {
  const r = s.r * 0.78;
  s.fill('shape', circle(s.cx - r * 0.36, s.cy - r * 0.12, r * 0.46));
  s.fill('shape', circle(s.cx + r * 0.36, s.cy - r * 0.12, r * 0.46));
  s.fill('shape', ellipse(s.cx, s.cy + r * 0.2, r * 0.82, r * 0.42));
  s.stroke('ground', 5, wave(0, s.w, s.cy + r * 0.06, r * 0.2, s.w / 2));
};

/** A bicycle for two, or the wheels of it. */
export const bicycle: Motif = (s) => {
  const r = s.w * 0.19;
  const y = s.h * 0.68;
  const [a, b] = [s.w * 0.25, s.w * 0.75];
  s.stroke('shape', 5, circle(a, y, r), circle(b, y, r));
  const top = y - r * 1.5;
  s.stroke(
    'accent',
    5,
    line([
      [a, y],
      [s.w * 0.4, top],
      [s.w * 0.66, top],
      [s.cx, y],
      [a, y],
    ]),
    line([
      [s.cx, y],
      [s.w * 0.37, top - r * 0.4],
    ]),
    line([
      [b, y],
      [s.w * 0.63, top - r * 0.5],
      [s.w * 0.74, top - r * 0.6],
    ]),
  );
  s.fill('shape', tilted(s.w * 0.37, top - r * 0.45, r * 0.7, 6, 0));
};

/** A letter. */
export const letter: Motif = (s) => {
  const [w, h] = [s.w * 0.7, s.w * 0.48];
  const [x, y] = [s.cx - w / 2, s.cy - h / 2];
  s.fill('shape', rect(x, y, w, h));
  s.stroke(
    'ground',
    3,
    line([
      [x, y],
      [s.cx, y + h * 0.56],
      [x + w, y],
    ]),
  );
  s.fill(
    'accent',
    s.random.chance(0.5)
      ? heart(s.cx, y + h * 0.42, w * 0.08)
      : circle(s.cx, y + h * 0.54, w * 0.09),
  );
};

/** The moon and its road over the water. */
export const moonroad: Motif = (s) => {
  const r = s.r * s.random.between(0.4, 0.6);
  const y = s.h * 0.36;
  const sea = s.h * 0.56;
  s.fill('accent', circle(s.cx, y, r));
  s.fill('shape', rect(0, sea, s.w, s.h - sea));
  for (let i = 0; i < 8; i += 1) {
    const w = r * 2 * s.random.between(0.3, 1) * (1 - i * 0.07);
    s.fill(
      'accent',
      rect(s.cx - w / 2 + s.random.between(-8, 8), sea + 6 + i * ((s.h - sea) / 8), w, 4),
    );
  }
};

/** Two candles, one of them shorter. */
export const candles: Motif = (s) => {
  for (const [k, tall] of [s.random.between(0.3, 0.45), s.random.between(0.45, 0.6)].entries()) {
    const x = s.cx + (k === 0 ? -1 : 1) * s.w * 0.15;
    const top = s.h * (1 - tall);
    s.fill('shape', rect(x - s.w * 0.07, top, s.w * 0.14, s.h));
    s.fill(
      'accent',
      `M${x} ${(top - s.h * 0.22).toFixed(1)}Q${(x + s.w * 0.14).toFixed(1)} ${(top - 8).toFixed(1)} ${x} ${(top - 6).toFixed(1)}Q${(x - s.w * 0.14).toFixed(1)} ${(top - 8).toFixed(1)} ${x} ${(top - s.h * 0.22).toFixed(1)}Z`,
    );
  }
};

/** Two leaves on one stem after another. */
export const vine: Motif = (s) => {
  const pairs = s.random.whole(3, 5);
  const r = s.w * 0.2;
  s.fill('accent', rect(s.cx - 2, s.h * 0.08, 4, s.h));
  for (let i = 0; i < pairs; i += 1) {
    const y = s.h * (0.2 + (0.72 * i) / pairs);
    for (const way of [-1, 1]) {
      const ink = s.random.chance(0.14) ? 'accent' : 'shape';
      s.fill(
        ink,
        `M${s.cx} ${(y + r * 0.6).toFixed(1)}Q${(s.cx + way * r * 0.2).toFixed(1)} ${(y - r * 0.5).toFixed(1)} ${(s.cx + way * r * 1.7).toFixed(1)} ${(y - r * 0.5).toFixed(1)}Q${(s.cx + way * r * 1.5).toFixed(1)} ${(y + r * 0.6).toFixed(1)} ${s.cx} ${(y + r * 0.6).toFixed(1)}Z`,
      );
    }
  }
};

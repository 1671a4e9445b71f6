import { at, circle, polygon, rect, spiral, tilted, TURN } from '../drawing/path';
import type { Motif } from '../drawing/stage';

/** A print of a finger. */
export const print: Motif = (s) => {
  const lines = 7;
  const lean = s.random.between(-0.1, 0.1) * s.w;
  for (let i = 1; i <= lines; i += 1) {
    const rx = (s.r * 0.78 * i) / lines;
    const y = s.h * 0.5;
    const foot = y + s.h * 0.4 - s.random.between(0, 0.2) * s.h;
    s.stroke(
      i === 3 ? 'accent' : 'shape',
      5,
      `M${(s.cx - rx + lean).toFixed(1)} ${foot.toFixed(1)}L${(s.cx - rx).toFixed(1)} ${y}A${rx.toFixed(1)} ${(rx * 1.25).toFixed(1)} 0 0 1 ${(s.cx + rx).toFixed(1)} ${y}L${(s.cx + rx + lean).toFixed(1)} ${(foot - s.random.between(0, 30)).toFixed(1)}`,
    );
  }
};

/** Bars, and what is behind them. */
export const bars: Motif = (s) => {
  s.fill(
    'accent',
    circle(s.w * s.random.between(0.3, 0.7), s.h * s.random.between(0.35, 0.6), s.r * 0.56),
  );
  const count = s.random.whole(4, 6);
  const bent = s.random.whole(1, count - 2);
  for (let i = 0; i < count; i += 1) {
    const x = ((i + 0.5) * s.w) / count;
    const bow = i === bent ? -s.w * 0.2 : i === bent + 1 ? s.w * 0.2 : 0;
    s.stroke(
      'shape',
      s.w * 0.055,
      `M${x.toFixed(1)} 0Q${(x + bow).toFixed(1)} ${s.cy} ${x.toFixed(1)} ${s.h}`,
    );
  }
};

/** Banknotes, or cards, fanned. */
export const fan: Motif = (s) => {
  const count = s.random.whole(4, 6);
  const y = s.h * 0.95;
  for (let i = 0; i < count; i += 1) {
    const a = -Math.PI / 2 + (i - (count - 1) / 2) * 0.3;
    const [x1, y1] = at(s.cx, y, s.h * 0.46, a);
    s.fill('ground', tilted(x1, y1, s.w * 0.33, s.h * 0.56, a + Math.PI / 2));
    s.fill(
      i === count - 1 ? 'accent' : 'shape',
      tilted(x1, y1, s.w * 0.3, s.h * 0.54, a + Math.PI / 2),
    );
  }
};

/** A spiral that pulls. */
export const vortex: Motif = (s) => {
  const x = s.w * s.random.between(0.38, 0.62);
  s.stroke(
    'shape',
    s.r * s.random.between(0.09, 0.16),
    spiral(x, s.cy, s.r * 1.5, s.random.between(4, 6), s.random.between(0, TURN)),
  );
  s.fill('accent', circle(x, s.cy, s.r * 0.13));
};

/** Lines that close in on someone small. */
export const closing: Motif = (s) => {
  const x = s.w * s.random.between(0.3, 0.7);
  const y = s.h * s.random.between(0.35, 0.6);
  const rays = s.random.whole(9, 14);
  const far = s.w + s.h;
  for (let i = 0; i < rays; i += 1) {
    const a = ((i + s.random.between(-0.2, 0.2)) * TURN) / rays;
    s.fill(
      'shape',
      polygon([at(x, y, s.r * 0.34, a), at(x, y, far, a - 0.12), at(x, y, far, a + 0.12)]),
    );
  }
  s.fill(
    'accent',
    circle(x, y - s.r * 0.08, s.r * 0.08),
    rect(x - s.r * 0.06, y, s.r * 0.12, s.r * 0.2),
  );
};

/** One lit window, high up in the dark. */
export const tower: Motif = (s) => {
  const w = s.w * s.random.between(0.34, 0.46);
  const x = s.w * s.random.between(0.12, 0.4);
  s.fill(
    'shape',
    polygon([
      [x, s.h * 0.1],
      [x + w, s.h * 0.18],
      [x + w, s.h],
      [x, s.h],
    ]),
  );
  s.fill('accent', rect(x + w * 0.55, s.h * 0.3, w * 0.22, w * 0.3));
  s.fill('shape', circle(x + w + s.w * 0.24, s.h * 0.2, s.w * 0.09));
};

import { circle, ellipse, halfDisc, rect, wave } from '../drawing/path';
import { Pen, penOf } from '../drawing/pen';
import { times, type Motif } from '../drawing/stage';

// What is drawn for films about grave things: nothing in it can hurt.

/** Two fields and the line between them. */
export const horizon: Motif = (s) => {
  const y = s.h * s.random.between(0.5, 0.66);
  s.fill('shape', rect(0, y, s.w, s.h - y));
  s.fill('accent', rect(0, y - s.h * 0.035, s.w, s.h * 0.02));
  if (s.random.chance(0.5))
    s.fill('accent', circle(s.w * s.random.between(0.25, 0.75), y * 0.52, s.r * 0.17));
};

/** A drop has fallen into still water. */
export const ripples: Motif = (s) => {
  const x = s.w * s.random.between(0.4, 0.6);
  const y = s.h * s.random.between(0.52, 0.64);
  const count = s.random.whole(4, 6);
  for (let i = count; i > 0; i -= 1) {
    const r = (s.r * 1.25 * i) / count;
    s.stroke('shape', 2 + (count - i) * 0.8, ellipse(x, y, r, r * 0.42));
  }
  s.fill('accent', circle(x, y, s.r * 0.07));
};

/** Light comes up behind a long line. */
export const dawn: Motif = (s) => {
  const y = s.h * s.random.between(0.56, 0.68);
  const x = s.w * s.random.between(0.4, 0.6);
  s.stroke('shape', 3, circle(x, y, s.r * 0.98), circle(x, y, s.r * 0.8));
  s.fill('accent', circle(x, y, s.r * 0.62));
  s.fill('ground', rect(0, y, s.w, s.h - y));
  times(4, (i) => s.fill('shape', rect(0, y + i * i * 5 + i * 6, s.w, 3 + i * 2)));
};

/** Stones laid on one another. */
export const stones: Motif = (s) => {
  const count = s.random.whole(4, 5);
  const accent = s.random.whole(0, count - 1);
  let y = s.h * 0.88;
  times(count, (i) => {
    const rx = s.r * (0.62 - i * 0.1) * s.random.between(0.92, 1.05);
    const ry = Math.min(rx * 0.4, s.h / (count * 2.6));
    const x = s.cx + s.random.between(-0.06, 0.06) * s.r;
    s.fill(i === accent ? 'accent' : 'shape', ellipse(x, y - ry, rx, ry));
    y -= ry * 2 + 2;
  });
};

/** A feather, on its way down. */
export const feather: Motif = (s) => {
  const p = penOf(s, 0.95);
  const d = 'M .62 -.86 C .2 -.78 -.42 -.3 -.44 .42 C .1 .44 .66 -.1 .62 -.86 Z';
  s.fill('shape', p.path(d));
  s.stroke('ground', p.width(0.035), p.path('M .56 -.8 Q .02 -.1 -.36 .36'));
  const slits = ['M .06 .02 L .24 .08', 'M -.14 .2 L -.02 .36', 'M .26 -.36 L .12 -.44'];
  for (const slit of slits) s.stroke('ground', p.width(0.04), p.path(slit));
  s.stroke('accent', p.width(0.05), p.path('M -.36 .36 Q -.56 .62 -.66 .9'));
};

/** Birds that fly off, one behind another. */
export const birds: Motif = (s) => {
  const way = s.random.sign();
  const count = s.random.whole(4, 6);
  const lead = s.random.whole(0, count - 1);
  times(count, (i) => {
    const k = (i + 0.5) / count;
    const x = s.cx + way * (k - 0.5) * s.w * 0.72;
    const y = s.h * (0.78 - k * 0.56) + s.random.between(-0.04, 0.04) * s.h;
    const p = new Pen(x, y, s.r * (0.36 - 0.16 * k), way);
    s.fill(
      i === lead ? 'accent' : 'shape',
      p.path('M -1 -.34 Q -.42 -.62 0 0 Q .42 -.62 1 -.34 Q .46 -.34 0 .34 Q -.46 -.34 -1 -.34 Z'),
    );
  });
};

/** A bird folded from one sheet. */
export const paperBird: Motif = (s) => {
  const p = penOf(s, 0.95);
  s.fill('shape', p.path('M -.1 .3 L -.62 -.62 L .26 -.02 Z'));
  s.fill('accent', p.path('M .26 -.02 L .5 -.78 L -.1 .3 Z'));
  s.fill('shape', p.path('M -.1 .3 L .26 -.02 L .92 -.3 L .62 .1 L .2 .52 Z'));
  s.fill('shape', p.path('M -.1 .3 L .2 .52 L -.4 .5 L -.9 .08 Z'));
};

/** Pages, one of them turned to the light. */
export const bands: Motif = (s) => {
  const count = s.random.whole(5, 7);
  const lit = s.random.whole(1, count - 2);
  times(count, (i) => {
    const w = s.w / count;
    const top = s.h * (0.18 + 0.1 * Math.sin(i * 1.3));
    s.fill(i === lit ? 'accent' : 'shape', rect(i * w + w * 0.16, top, w * 0.68, s.h - top * 1.9));
  });
};

/** One flame. */
export const candle: Motif = (s) => {
  const p = new Pen(s.w * s.random.between(0.42, 0.58), s.cy, s.r * 0.95);
  s.stroke('shape', 2, p.circle(0, -0.42, 0.46));
  s.fill('accent', p.path('M 0 -.82 C .3 -.46 .2 -.2 0 -.18 C -.2 -.2 -.3 -.46 0 -.82 Z'));
  s.fill('shape', rect(p.x - p.r * 0.15, p.y - p.r * 0.08, p.r * 0.3, s.h));
};

/** Long grass, and the wind in it. */
export const grass: Motif = (s) => {
  const way = s.random.sign();
  const count = 13;
  times(count, (i) => {
    const x = ((i + 0.5) * s.w) / count;
    const tall = s.h * s.random.between(0.4, 0.72);
    const p = new Pen(x, s.h, tall, way);
    s.fill(
      i % 5 === 2 ? 'accent' : 'shape',
      p.path('M -.025 0 Q .02 -.6 .26 -1 Q .1 -.5 .035 0 Z'),
    );
  });
};

/** Calm water in long lines, and the moon or the sun over it. */
export const stillness: Motif = (s) => {
  const y = s.h * 0.5;
  const x = s.w * s.random.between(0.35, 0.65);
  s.fill('accent', halfDisc(x, y - 5, s.r * 0.5, -Math.PI / 2));
  times(6, (i) =>
    s.stroke('shape', 4.5, wave(-30, s.w + 30, y + 6 + (i * (s.h - y)) / 6, 3 + i, s.w / 1.5)),
  );
};

import { at, circle, ellipse, polygon, rect, TURN } from '../drawing/path';
import { penOf } from '../drawing/pen';
import { times, type Motif } from '../drawing/stage';

/** Coins, piled. */
export const coins: Motif = (s) => {
  const piles = 3;
  const tallest = s.random.whole(0, 2);
  times(piles, (i) => {
    const x = s.w * (0.2 + 0.3 * i);
    const count = i === tallest ? 9 : s.random.whole(3, 6);
    const h = s.h * 0.07;
    times(count, (k) => {
      const y = s.h * 0.88 - k * h * 1.08;
      s.fill(
        k === count - 1 && i === tallest ? 'accent' : 'shape',
        rect(x - s.w * 0.12, y - h, s.w * 0.24, h * 0.84),
      );
    });
  });
};

/** A telephone that may ring. */
export const telephone: Motif = (s) => {
  const p = penOf(s, 0.9);
  s.fill(
    'shape',
    p.path(
      'M -.9 -.36 C -.9 -.8 .9 -.8 .9 -.36 L .9 -.1 L .5 -.1 L .5 -.34 C .3 -.42 -.3 -.42 -.5 -.34 L -.5 -.1 L -.9 -.1 Z',
    ),
  );
  s.fill(
    'shape',
    p.path('M -.34 -.26 L .34 -.26 C .4 .1 .76 .3 .76 .74 L -.76 .74 C -.76 .3 -.4 .1 -.34 -.26 Z'),
  );
  s.fill('ground', p.circle(0, 0.3, 0.3));
  times(8, (i) =>
    s.fill('accent', circle(...at(p.x, p.y + p.r * 0.3, p.r * 0.2, (i * TURN) / 9), p.r * 0.05)),
  );
};

/** A key with its tag. */
export const hotelKey: Motif = (s) => {
  const p = penOf(s, 0.92);
  s.stroke('shape', p.width(0.14), p.circle(0, -0.58, 0.24));
  s.fill(
    'shape',
    p.rect(-0.07, -0.32, 0.14, 1.16),
    p.rect(0.07, 0.6, 0.22, 0.1),
    p.rect(0.07, 0.42, 0.16, 0.1),
  );
  s.stroke('shape', 2.5, p.path('M -.2 -.5 Q -.5 -.4 -.52 -.06'));
  s.fill('accent', p.path('M -.52 -.1 L -.3 .1 L -.3 .6 L -.74 .6 L -.74 .1 Z')).fill(
    'ground',
    p.circle(-0.52, 0.06, 0.05),
  );
};

/** A television set. */
export const television: Motif = (s) => {
  const p = penOf(s, 0.9);
  s.stroke('shape', p.width(0.06), p.path('M -.4 -.92 L 0 -.52 L .4 -.92'));
  s.fill(
    'shape',
    p.rect(-0.9, -0.54, 1.8, 1.2),
    p.rect(-0.6, 0.66, 0.12, 0.2),
    p.rect(0.48, 0.66, 0.12, 0.2),
  );
  s.fill('ground', p.rect(-0.76, -0.4, 1.16, 0.92));
  const bars = 5;
  times(bars, (i) =>
    s.fill(i % 2 === 0 ? 'accent' : 'shape', p.rect(-0.72 + i * 0.22, -0.36, 0.16, 0.84)),
  );
  s.fill('accent', p.circle(0.64, -0.2, 0.1)).fill('ground', p.circle(0.64, 0.14, 0.1));
};

/** Scales that weigh. */
export const balance: Motif = (s) => {
  const p = penOf(s, 0.95);
  const tip = s.random.between(-0.14, 0.14);
  s.fill(
    'shape',
    p.rect(-0.05, -0.8, 0.1, 1.5),
    p.rect(-0.4, 0.7, 0.8, 0.1),
    p.circle(0, -0.82, 0.1),
  );
  s.stroke('shape', p.width(0.07), p.path(`M -.74 ${-0.62 + tip} L .74 ${-0.62 - tip}`));
  for (const [x, y, ink] of [
    [-0.74, -0.62 + tip, 'shape'],
    [0.74, -0.62 - tip, 'accent'],
  ] as const) {
    s.stroke('shape', 2, p.path(`M ${x - 0.24} ${y + 0.6} L ${x} ${y} L ${x + 0.24} ${y + 0.6}`));
    s.fill(
      ink,
      p.path(
        `M ${x - 0.3} ${y + 0.6} L ${x + 0.3} ${y + 0.6} Q ${x + 0.2} ${y + 0.82} ${x} ${y + 0.82} Q ${x - 0.2} ${y + 0.82} ${x - 0.3} ${y + 0.6} Z`,
      ),
    );
  }
};

/** A crown. */
export const crown: Motif = (s) => {
  const p = penOf(s, 0.9);
  s.fill(
    'shape',
    p.path('M -.8 .4 L -.9 -.4 L -.42 .02 L 0 -.66 L .42 .02 L .9 -.4 L .8 .4 Z'),
    p.rect(-0.8, 0.48, 1.6, 0.16),
  );
  s.fill(
    'accent',
    p.circle(0, -0.74, 0.12),
    p.circle(-0.9, -0.48, 0.1),
    p.circle(0.9, -0.48, 0.1),
    p.path('M 0 .02 L .12 .2 L 0 .36 L -.12 .2 Z'),
  );
};

/** A shield with a chief. */
export const shield: Motif = (s) => {
  const p = penOf(s, 0.9);
  s.fill('shape', p.path('M -.7 -.8 L .7 -.8 L .7 0 C .7 .5 .3 .8 0 .94 C -.3 .8 -.7 .5 -.7 0 Z'));
  const way = s.random.chance(0.5);
  s.fill(
    'accent',
    way
      ? p.path('M -.7 -.3 L .1 .88 L 0 .94 C -.3 .8 -.7 .5 -.7 0 Z')
      : p.path(
          'M -.12 -.8 L .12 -.8 L .12 -.22 L .7 -.22 L .7 .02 L .12 .02 L .12 .86 L 0 .94 L -.12 .86 L -.12 .02 L -.7 .02 L -.7 -.22 L -.12 -.22 Z',
        ),
  );
};

/** A pencil that has drawn. */
export const pencil: Motif = (s) => {
  const p = penOf(s, 0.95);
  s.fill('shape', p.path('M .5 -.9 L .8 -.7 L -.16 .56 L -.46 .36 Z'));
  s.fill(
    'accent',
    p.path('M .5 -.9 L .8 -.7 L .7 -.56 L .4 -.76 Z'),
    p.path('M -.46 .36 L -.16 .56 L -.56 .76 Z'),
  );
  s.stroke('shape', p.width(0.05), p.path('M -.56 .78 C -.2 .6 0 .9 .3 .78 C .5 .7 .6 .84 .8 .8'));
};

/** An apple. */
export const apple: Motif = (s) => {
  const p = penOf(s, 0.88);
  s.fill(
    'shape',
    p.path(
      'M 0 -.3 C .3 -.54 .8 -.4 .8 .1 C .8 .5 .46 .94 .2 .9 C .08 .86 -.08 .86 -.2 .9 C -.46 .94 -.8 .5 -.8 .1 C -.8 -.4 -.3 -.54 0 -.3 Z',
    ),
  );
  s.stroke('shape', p.width(0.07), p.path('M 0 -.3 Q 0 -.6 .14 -.78'));
  s.fill('accent', p.path('M .1 -.56 Q .3 -.94 .7 -.8 Q .5 -.48 .1 -.56 Z'));
};

/** A pawn and its square. */
export const chess: Motif = (s) => {
  const step = s.w / 5;
  times(5, (i) =>
    s.fill(
      i % 2 === 0 ? 'shape' : 'accent',
      polygon([
        [i * step, s.h * 0.8],
        [(i + 1) * step, s.h * 0.8],
        [s.cx + (i + 1 - 2.5) * step * 1.4, s.h],
        [s.cx + (i - 2.5) * step * 1.4, s.h],
      ]),
    ),
  );
  const p = penOf(s, 0.8);
  s.fill(
    'shape',
    p.circle(0, -0.66, 0.26),
    p.path(
      'M -.3 -.36 L .3 -.36 L .3 -.26 L .16 -.26 C .18 .1 .3 .3 .42 .44 L .42 .62 L -.42 .62 L -.42 .44 C -.3 .3 -.18 .1 -.16 -.26 L -.3 -.26 Z',
    ),
  );
  s.stroke('shape', 1, ellipse(p.x, p.y + p.r * 0.64, p.r * 0.5, 1));
};

/** A fir with its star. */
export const christmasTree: Motif = (s) => {
  const p = penOf(s, 0.95);
  s.fill(
    'shape',
    p.path(
      'M 0 -.76 L .3 -.3 L .18 -.3 L .5 .1 L .32 .1 L .7 .6 L -.7 .6 L -.32 .1 L -.5 .1 L -.18 -.3 L -.3 -.3 Z',
    ),
    p.rect(-0.1, 0.6, 0.2, 0.24),
  );
  s.fill(
    'accent',
    p.path(
      'M 0 -1 L .06 -.84 L .22 -.84 L .1 -.74 L .14 -.58 L 0 -.68 L -.14 -.58 L -.1 -.74 L -.22 -.84 L -.06 -.84 Z',
    ),
  );
  for (const [x, y] of [
    [-0.04, -0.24],
    [0.16, 0.06],
    [-0.2, 0.16],
    [0.34, 0.44],
    [-0.36, 0.46],
    [0, 0.4],
  ] as const)
    s.fill('accent', p.circle(x, y, 0.065));
};

/** A hanger, and what hangs on it. */
export const hanger: Motif = (s) => {
  const p = penOf(s, 0.92);
  s.stroke(
    'shape',
    p.width(0.06),
    p.path('M -.1 -.74 Q -.1 -.92 .04 -.92 Q .18 -.9 .14 -.76 Q .1 -.68 0 -.66 L 0 -.56'),
  );
  s.fill(
    'shape',
    p.path(
      'M 0 -.6 L .5 -.3 L .36 -.3 L .24 .1 L .62 .86 L -.62 .86 L -.24 .1 L -.36 -.3 L -.5 -.3 Z',
    ),
  );
  s.fill('accent', p.path('M -.24 .02 L .24 .02 L .26 .14 L -.26 .14 Z'));
};

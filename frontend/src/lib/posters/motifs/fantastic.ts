import { circle, ellipse, rect } from '../drawing/path';
import { penOf } from '../drawing/pen';
import { times, type Motif } from '../drawing/stage';

/** A ghost, as children draw it. */
export const ghost: Motif = (s) => {
  const p = penOf(s, 0.9);
  s.fill(
    'shape',
    p.path(
      'M -.6 .8 L -.6 -.2 C -.6 -1.06 .6 -1.06 .6 -.2 L .6 .8 Q .5 .5 .36 .6 Q .22 .9 .1 .66 Q 0 .5 -.1 .66 Q -.22 .9 -.36 .6 Q -.5 .5 -.6 .8 Z',
    ),
  );
  s.fill(
    'ground',
    p.path('M -.3 -.34 Q -.2 -.56 -.1 -.34 Q -.2 -.12 -.3 -.34 Z'),
    p.path('M .1 -.34 Q .2 -.56 .3 -.34 Q .2 -.12 .1 -.34 Z'),
  );
  s.fill('accent', p.circle(0, 0.04, 0.1));
};

/** The head of a robot. */
export const robot: Motif = (s) => {
  const p = penOf(s, 0.88);
  s.fill(
    'shape',
    p.rect(-0.03, -0.92, 0.06, 0.3),
    p.rect(-0.66, -0.62, 1.32, 1.06),
    p.rect(-0.84, -0.3, 0.12, 0.4),
    p.rect(0.72, -0.3, 0.12, 0.4),
    p.rect(-0.22, 0.5, 0.44, 0.12),
    p.rect(-0.5, 0.66, 1, 0.5),
  );
  s.fill('accent', p.circle(0, -0.92, 0.1));
  const round = s.random.chance(0.6);
  for (const x of [-0.3, 0.3])
    s.fill('ground', round ? p.circle(x, -0.2, 0.18) : p.rect(x - 0.18, -0.32, 0.36, 0.22)).fill(
      'accent',
      p.circle(x, -0.2, 0.08),
    );
  times(4, (i) => s.fill('ground', p.rect(-0.34 + i * 0.18, 0.14, 0.12, 0.12)));
};

/** A saucer and its light. */
export const saucer: Motif = (s) => {
  const p = penOf(s, 0.95);
  s.fill('accent', p.path('M -.3 -.2 L .3 -.2 L .76 .9 L -.76 .9 Z'));
  s.fill(
    'shape',
    p.path('M -.4 -.42 C -.36 -.86 .36 -.86 .4 -.42 Z'),
    ellipse(p.x, p.y - p.r * 0.34, p.r * 0.94, p.r * 0.2),
  );
  times(5, (i) => s.fill('ground', p.circle(-0.6 + i * 0.3, -0.33, 0.055)));
  times(7, () =>
    s.fill(
      'shape',
      circle(
        s.random.between(0, s.w),
        s.random.between(0, p.y - p.r * 0.6),
        s.random.between(1, 2.4),
      ),
    ),
  );
};

/** A bat before the moon. */
export const bat: Motif = (s) => {
  const p = penOf(s, 0.95);
  s.fill('accent', p.circle(0, -0.06, 0.72));
  s.fill(
    'shape',
    p.path(
      'M 0 .2 C -.1 .02 -.2 .06 -.3 .18 C -.42 -.02 -.66 0 -.8 .16 C -.86 -.2 -.7 -.4 -.98 -.5 C -.6 -.6 -.3 -.4 -.16 -.2 L -.1 -.42 L 0 -.3 L .1 -.42 L .16 -.2 C .3 -.4 .6 -.6 .98 -.5 C .7 -.4 .86 -.2 .8 .16 C .66 0 .42 -.02 .3 .18 C .2 .06 .1 .02 0 .2 Z',
    ),
  );
};

/** A pointed hat. */
export const witchHat: Motif = (s) => {
  const p = penOf(s, 0.9);
  s.fill(
    'shape',
    p.path(
      'M -.5 .34 C -.2 -.1 -.1 -.6 .3 -.9 Q .56 -.86 .6 -.6 Q .4 -.7 .3 -.56 C .34 -.2 .42 .1 .52 .34 Z',
    ),
    ellipse(p.x, p.y + p.r * 0.42, p.r * 0.98, p.r * 0.16),
  );
  s.fill('accent', p.path('M -.44 .24 L .5 .24 L .52 .36 L -.52 .36 Z'));
  times(4, () =>
    s.fill(
      'accent',
      circle(
        s.random.between(0.06, 0.94) * s.w,
        s.random.between(0.04, 0.3) * s.h,
        s.random.between(1.6, 4),
      ),
    ),
  );
};

/** A wand and what comes of it. */
export const wand: Motif = (s) => {
  const p = penOf(s, 0.92);
  s.stroke('shape', p.width(0.1), p.path('M -.78 .8 L .16 -.14'));
  s.stroke('ground', p.width(0.11), p.path('M -.3 .32 L -.22 .24'));
  const star = (x: number, y: number, r: number) =>
    p.path(
      `M ${x} ${y - r} Q ${x} ${y} ${x + r} ${y} Q ${x} ${y} ${x} ${y + r} Q ${x} ${y} ${x - r} ${y} Q ${x} ${y} ${x} ${y - r} Z`,
    );
  s.fill('accent', star(0.36, -0.36, 0.46));
  for (const [x, y, r] of [
    [-0.3, -0.6, 0.18],
    [0.74, 0.26, 0.2],
    [0.1, 0.44, 0.12],
    [-0.62, -0.1, 0.12],
  ] as const)
    s.fill('shape', star(x, y, r));
};

/** A bolt in its badge. */
export const bolt: Motif = (s) => {
  const p = penOf(s, 0.92);
  const round = s.random.chance(0.5);
  s.fill(
    'shape',
    round ? p.circle(0, 0, 0.86) : p.path('M -.8 -.5 L -.4 -.84 L .4 -.84 L .8 -.5 L 0 .9 Z'),
  );
  s.fill('accent', p.path('M .22 -.74 L -.44 .1 L -.06 .1 L -.2 .7 L .46 -.16 L .08 -.16 Z'));
};

/** A cape in the wind over the roofs. */
export const cape: Motif = (s) => {
  const p = penOf(s, 0.95);
  s.fill(
    'accent',
    p.path('M 0 -.56 C .3 -.4 .7 -.3 1 -.5 C .9 0 .7 .3 .36 .46 L -.16 .5 L -.2 -.4 Z'),
  );
  s.fill(
    'shape',
    p.circle(-0.06, -0.7, 0.16),
    p.path(
      'M -.26 -.5 L .14 -.5 L .08 .1 L .12 .62 L -.02 .62 L -.06 .2 L -.1 .62 L -.24 .62 L -.2 .1 Z',
    ),
  );
  times(5, (i) =>
    s.fill(
      'shape',
      rect(
        (i * s.w) / 5,
        p.y + p.r * (0.62 + (i === 2 ? 0 : 0.1 + 0.06 * (i % 3))),
        s.w / 5 - 2,
        s.h,
      ),
    ),
  );
};

import { at, circle, line, polygon, rect, TURN } from '../drawing/path';
import { Pen, penOf } from '../drawing/pen';
import { times, type Motif } from '../drawing/stage';

/** A cat that sits and looks away. */
export const cat: Motif = (s) => {
  const p = penOf(s, 0.95);
  s.fill('accent', p.circle(0.36, -0.4, 0.36));
  s.fill(
    'shape',
    p.path(
      'M -.5 .84 C -.62 .3 -.34 .02 -.2 -.14 L -.34 -.66 L -.14 -.5 L .08 -.52 L .28 -.68 L .26 -.3 C .3 -.02 .5 .3 .46 .84 Z',
    ),
  );
  s.stroke('shape', p.width(0.12), p.path('M .4 .78 Q .92 .82 .8 .44 Q .72 .22 .86 .1'));
  s.fill('shape', rect(0, p.y + p.r * 0.84, s.w, 3));
};

/** A dog, all ears. */
export const dog: Motif = (s) => {
  const p = penOf(s, 0.9);
  s.fill(
    'shape',
    p.path(
      'M -.36 -.56 Q 0 -.76 .36 -.56 Q .46 0 .3 .36 Q .2 .7 0 .72 Q -.2 .7 -.3 .36 Q -.46 0 -.36 -.56 Z',
    ),
  );
  s.fill('accent', p.path('M -.3 -.6 C -.7 -.76 -.88 -.3 -.72 .2 C -.52 .24 -.42 0 -.3 -.6 Z'));
  s.fill('accent', p.path('M .3 -.6 C .7 -.76 .88 -.3 .72 .2 C .52 .24 .42 0 .3 -.6 Z'));
  s.fill(
    'ground',
    p.circle(-0.16, -0.14, 0.07),
    p.circle(0.16, -0.14, 0.07),
    p.path('M -.13 .28 Q 0 .2 .13 .28 Q .08 .44 0 .46 Q -.08 .44 -.13 .28 Z'),
  );
};

/** The head of a horse. */
export const horse: Motif = (s) => {
  const p = penOf(s, 0.95);
  s.fill(
    'shape',
    p.path(
      'M -.42 .9 C -.4 .3 -.3 0 -.06 -.34 L -.06 -.8 L .12 -.52 C .36 -.4 .5 -.16 .74 .16 Q .8 .3 .68 .4 Q .56 .46 .46 .32 C .3 .22 .2 .22 .12 .24 C .22 .5 .4 .6 .46 .9 Z',
    ),
  );
  s.stroke('accent', p.width(0.11), p.path('M -.12 -.62 C -.44 -.34 -.62 .2 -.62 .84'));
  s.fill('ground', p.circle(0.22, -0.18, 0.05));
};

/** A butterfly. */
export const butterfly: Motif = (s) => {
  const p = penOf(s, 0.9);
  for (const way of [1, -1] as const) {
    const wing = new Pen(p.x, p.y, p.r, way);
    s.fill('shape', wing.path('M .04 0 C .3 -.8 .96 -.84 .94 -.3 C .92 .06 .4 .12 .04 0 Z'));
    s.fill('accent', wing.path('M .04 .06 C .4 .14 .8 .3 .66 .6 C .5 .84 .14 .6 .04 .06 Z'));
    s.fill('ground', wing.circle(0.62, -0.32, 0.12));
    s.stroke('shape', p.width(0.025), wing.path('M 0 -.24 Q .1 -.5 .22 -.62'));
  }
  s.fill('shape', p.path('M 0 -.3 Q .07 0 0 .6 Q -.07 0 0 -.3 Z'));
};

/** A web, and its thread. */
export const web: Motif = (s) => {
  const corner = s.random.chance(0.6);
  const [x, y] = corner ? [s.random.pick([0, s.w]), 0] : [s.cx, s.cy];
  const reach = corner ? Math.hypot(s.w, s.h) * 0.86 : s.r * 1.3;
  const spokes = corner ? 25 : 10;
  const a = (i: number) => (i * TURN) / spokes + (corner ? 0 : 0.2);
  s.stroke('shape', 2.2, ...times(spokes, (i) => line([[x, y], at(x, y, reach, a(i))])));
  times(5, (k) => {
    const r = (reach * (k + 1)) / 5.4;
    const ring = times(spokes + 1, (i) => at(x, y, r * (i % 2 === 0 ? 1 : 0.93), a(i)));
    s.stroke('shape', 2, line(ring));
  });
  const [px, py] = at(x, y, reach * 0.55, corner ? (x === 0 ? 0.9 : 2.2) : 1);
  s.fill('accent', circle(px, py, s.r * 0.13));
};

/** A snake, or a road that is one. */
export const snake: Motif = (s) => {
  const p = penOf(s, 0.95);
  s.stroke(
    'shape',
    p.width(0.2),
    p.path('M .5 .8 C -.9 .8 -.9 .26 0 .22 C .9 .18 .8 -.38 .02 -.36 C -.4 -.34 -.5 -.5 -.42 -.7'),
  );
  s.fill(
    'accent',
    p.path('M -.56 -.64 Q -.4 -1.02 -.2 -.7 Q -.3 -.54 -.42 -.54 Q -.52 -.56 -.56 -.64 Z'),
  );
};

/** A long neck among ferns. */
export const dinosaur: Motif = (s) => {
  const p = penOf(s, 0.98);
  s.fill('accent', p.circle(0.42, -0.34, 0.34));
  s.fill(
    'shape',
    p.path(
      'M -1 .3 C -.7 .36 -.56 .1 -.2 .06 C .04 .04 .12 -.2 .12 -.5 C .12 -.76 .3 -.88 .48 -.78 L .62 -.64 Q .5 -.58 .36 -.6 C .34 -.3 .42 .1 .4 .4 L .42 .84 L .26 .84 L .22 .54 L -.2 .54 L -.24 .84 L -.4 .84 L -.42 .44 C -.6 .46 -.8 .46 -1 .3 Z',
    ),
  );
  s.fill('shape', rect(0, p.y + p.r * 0.84, s.w, 3));
};

/** A wing of scales, spread. */
export const wing: Motif = (s) => {
  const p = penOf(s, 0.98);
  s.fill('accent', p.circle(0.34, 0.42, 0.24));
  s.fill(
    'shape',
    p.path(
      'M -.86 .7 C -.8 -.1 -.4 -.74 .9 -.86 C .6 -.66 .5 -.5 .52 -.3 C .3 -.4 .16 -.3 .14 -.02 C -.06 -.12 -.2 0 -.22 .26 C -.4 .2 -.54 .32 -.56 .56 Q -.7 .56 -.86 .7 Z',
    ),
  );
  for (const d of ['M -.86 .7 L .52 -.3', 'M -.86 .7 L .14 -.02', 'M -.86 .7 L -.22 .26'])
    s.stroke('ground', 2.4, p.path(d));
};

/** An elephant. */
export const elephant: Motif = (s) => {
  const p = penOf(s, 0.95);
  s.fill(
    'shape',
    p.path(
      'M -.5 -.4 C -.1 -.66 .6 -.6 .8 -.1 L .8 .7 L .52 .7 L .5 .3 L 0 .3 L 0 .7 L -.28 .7 L -.3 .16 C -.46 .2 -.52 .1 -.56 0 C -.58 .3 -.6 .5 -.8 .5 L -.82 .36 C -.7 .3 -.76 -.1 -.74 -.24 Q -.68 -.4 -.5 -.4 Z',
    ),
  );
  s.fill(
    'accent',
    p.path('M -.34 -.34 C -.02 -.44 .16 -.1 -.02 .16 C -.2 .1 -.34 -.06 -.34 -.34 Z'),
  );
  s.fill('shape', rect(0, p.y + p.r * 0.7, s.w, 3));
};

/** A bear, and the moon. */
export const bear: Motif = (s) => {
  const p = penOf(s, 0.85);
  s.fill('shape', p.circle(-0.5, -0.5, 0.26), p.circle(0.5, -0.5, 0.26));
  s.fill('ground', p.circle(-0.5, -0.5, 0.12), p.circle(0.5, -0.5, 0.12));
  s.fill('shape', p.circle(0, 0.06, 0.74));
  s.fill('accent', p.circle(0, 0.34, 0.32));
  s.fill(
    'ground',
    p.circle(-0.26, -0.08, 0.07),
    p.circle(0.26, -0.08, 0.07),
    p.path('M -.12 .22 L .12 .22 L 0 .36 Z'),
  );
};

/** A wolf calls. */
export const wolf: Motif = (s) => {
  const p = penOf(s, 0.95);
  s.fill('accent', p.circle(0.1, -0.26, 0.6));
  s.fill(
    'shape',
    p.path(
      'M -.7 .9 C -.6 .3 -.3 .06 -.14 -.1 L -.3 -.26 L -.04 -.3 L .46 -.8 L .54 -.7 L .34 -.34 L .42 -.24 C .3 -.06 .3 .2 .36 .9 Z',
    ),
  );
};

/** Small feet have gone this way. */
export const paws: Motif = (s) => {
  const way = s.random.sign();
  times(4, (i) => {
    const x = s.cx + (i % 2 === 0 ? -1 : 1) * s.w * 0.14 + way * (i - 1.5) * s.w * 0.1;
    const p = new Pen(x, s.h * (0.86 - i * 0.235), s.r * 0.26);
    s.fill(
      i === 2 ? 'accent' : 'shape',
      p.path('M 0 -.3 C .46 -.24 .56 .5 0 .46 C -.56 .5 -.46 -.24 0 -.3 Z'),
      p.circle(-0.52, -0.4, 0.18),
      p.circle(-0.18, -0.68, 0.18),
      p.circle(0.18, -0.68, 0.18),
      p.circle(0.52, -0.4, 0.18),
    );
  });
};

/** A hive of small things with stripes. */
export const bee: Motif = (s) => {
  const p = penOf(s, 0.85);
  s.fill(
    'accent',
    p.path('M -.1 -.2 C -.5 -.9 .1 -1 .16 -.24 Z'),
    p.path('M .1 -.2 C .3 -.9 .9 -.76 .3 -.16 Z'),
  );
  s.fill('shape', p.path('M -.8 .1 C -.7 -.34 .3 -.4 .8 .16 C .4 .6 -.6 .66 -.8 .1 Z'));
  for (const x of [-0.3, 0.02, 0.34])
    s.fill(
      'ground',
      polygon([p.at(x, -0.24), p.at(x + 0.13, -0.24), p.at(x + 0.13, 0.52), p.at(x, 0.52)]),
    );
};

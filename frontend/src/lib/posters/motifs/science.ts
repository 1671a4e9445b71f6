import { at, circle, rect, TURN } from '../drawing/path';
import { Pen, penOf } from '../drawing/pen';
import { times, type Motif } from '../drawing/stage';

/** Signs rain down a screen. */
export const codeRain: Motif = (s) => {
  const count = s.random.whole(8, 10);
  const w = s.w / count;
  times(count, (i) => {
    const tall = s.random.between(0.3, 0.95) * s.h;
    const glyphs = Math.floor(tall / (w * 1.1));
    times(glyphs, (k) => {
      const ink = k === glyphs - 1 ? 'accent' : 'shape';
      const y = k * w * 1.1 + 2;
      if (s.random.chance(0.5))
        s.fill(
          ink,
          rect(i * w + w * 0.22, y, w * 0.2, w * 0.8),
          rect(i * w + w * 0.5, y, w * 0.26, w * 0.3),
        );
      else
        s.fill(
          ink,
          rect(i * w + w * 0.22, y, w * 0.56, w * 0.22),
          rect(i * w + w * 0.42, y + w * 0.3, w * 0.2, w * 0.5),
        );
    });
  });
};

/** A double thread. */
export const helix: Motif = (s) => {
  const rungs = 11;
  times(rungs, (i) => {
    const y = ((i + 0.5) * s.h) / rungs;
    const x = Math.sin((i / rungs) * TURN * 1.1) * s.w * 0.3;
    s.fill('shape', rect(s.cx - Math.abs(x), y - 1.2, 2 * Math.abs(x), 2.4));
    s.fill('shape', circle(s.cx + x, y, s.w * 0.052)).fill(
      'accent',
      circle(s.cx - x, y, s.w * 0.052),
    );
  });
};

/** A flask in a laboratory. */
export const flask: Motif = (s) => {
  const p = penOf(s, 0.92);
  s.stroke(
    'shape',
    p.width(0.08),
    p.path(
      'M -.2 -.84 L -.2 -.24 L -.68 .62 Q -.74 .84 -.5 .84 L .5 .84 Q .74 .84 .68 .62 L .2 -.24 L .2 -.84',
    ),
  );
  s.fill('shape', p.rect(-0.3, -0.92, 0.6, 0.1));
  s.fill(
    'accent',
    p.path('M -.36 .2 Q 0 .06 .36 .2 L .6 .62 Q .62 .76 .48 .76 L -.48 .76 Q -.62 .76 -.6 .62 Z'),
  );
  s.fill('ground', p.circle(-0.12, 0.46, 0.08), p.circle(0.16, 0.56, 0.06)).fill(
    'accent',
    p.circle(0.02, -0.2, 0.07),
    p.circle(-0.04, -0.46, 0.05),
  );
};

/** Paths about a core. */
export const atom: Motif = (s) => {
  const turn = s.random.between(0, 1);
  const d = (a: number) => {
    const points = times(41, (i) => {
      const t = (i / 40) * TURN;
      const [x, y] = [Math.cos(t) * s.r * 0.9, Math.sin(t) * s.r * 0.32];
      return `${(s.cx + x * Math.cos(a) - y * Math.sin(a)).toFixed(1)} ${(s.cy + x * Math.sin(a) + y * Math.cos(a)).toFixed(1)}`;
    });
    return `M${points.join('L')}`;
  };
  s.stroke('shape', 4, ...times(3, (i) => d(turn + (i * Math.PI) / 3)));
  s.fill('accent', circle(s.cx, s.cy, s.r * 0.17));
  times(3, (i) =>
    s.fill('shape', circle(...at(s.cx, s.cy, s.r * 0.9, turn + (i * Math.PI) / 3), s.r * 0.07)),
  );
};

/** A small figure of pixels. */
export const pixels: Motif = (s) => {
  const rows = [
    '..#.....#..',
    '...#...#...',
    '..#######..',
    '.##.###.##.',
    '###########',
    '#.#######.#',
    '#.#.....#.#',
    '...##.##...',
  ];
  const size = Math.min(s.w / 13, s.h / 11);
  const [x, y] = [s.cx - 5.5 * size, s.cy - 4.6 * size];
  const d = rows.flatMap((row, j) =>
    [...row].flatMap((cell, i) =>
      cell === '#' ? [rect(x + i * size, y + j * size, size + 0.2, size + 0.2)] : [],
    ),
  );
  s.fill('shape', d.join(''));
  s.fill(
    'accent',
    rect(x + 3 * size, y + 3 * size, size, size),
    rect(x + 7 * size, y + 3 * size, size, size),
    rect(s.cx - size / 2, y + 10 * size, size, size * 1.4),
  );
};

/** An astronaut's visor. */
export const helmet: Motif = (s) => {
  const p = penOf(s, 0.9);
  s.fill(
    'shape',
    p.circle(0, -0.14, 0.74),
    p.path('M -.8 .96 C -.7 .5 -.4 .44 0 .44 C .4 .44 .7 .5 .8 .96 Z'),
  );
  s.fill(
    'ground',
    p.path(
      'M -.52 -.2 C -.52 -.6 .52 -.6 .52 -.2 C .52 .26 .3 .34 0 .34 C -.3 .34 -.52 .26 -.52 -.2 Z',
    ),
  );
  s.fill('accent', p.circle(s.random.between(-0.2, 0.2), -0.1, 0.2));
};

/** A ship among the stars. */
export const starship: Motif = (s) => {
  const p = new Pen(s.cx, s.cy, s.r * 0.92, s.random.sign());
  times(14, () =>
    s.fill(
      'shape',
      circle(s.random.between(0, s.w), s.random.between(0, s.h), s.random.between(0.9, 2.2)),
    ),
  );
  s.fill('shape', p.path('M .9 -.5 L -.5 .02 L -.86 .46 L -.3 .34 L .1 .62 L .16 .26 Z'));
  s.fill(
    'accent',
    p.path('M .9 -.5 L .16 .26 L -.5 .02 Z'),
    p.path('M -.6 .4 L -1.2 .74 L -.4 .44 Z'),
  );
};

/** Two masks: one laughs. */
export const masks: Motif = (s) => {
  const face = (x: number, y: number, glad: boolean) => {
    const p = new Pen(x, y, s.r * 0.56);
    s.fill(
      glad ? 'accent' : 'shape',
      p.path('M -.8 -.7 Q 0 -.94 .8 -.7 C .84 .3 .5 .9 0 .96 C -.5 .9 -.84 .3 -.8 -.7 Z'),
    );
    for (const way of [-1, 1])
      s.fill(
        'ground',
        p.path(
          `M ${way * 0.14} -.22 Q ${way * 0.34} ${glad ? -0.5 : -0.36} ${way * 0.56} -.22 Q ${way * 0.34} ${glad ? -0.3 : -0.02} ${way * 0.14} -.22 Z`,
        ),
      );
    s.fill(
      'ground',
      p.path(
        glad
          ? 'M -.44 .2 Q 0 .34 .44 .2 Q .3 .7 0 .7 Q -.3 .7 -.44 .2 Z'
          : 'M -.4 .6 Q 0 .1 .4 .6 Q 0 .36 -.4 .6 Z',
      ),
    );
  };
  face(s.cx + s.r * 0.3, s.cy - s.r * 0.3, false);
  face(s.cx - s.r * 0.3, s.cy + s.r * 0.34, true);
};

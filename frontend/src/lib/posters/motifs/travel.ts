import { circle, line, polygon, rect } from '../drawing/path';
import { penOf } from '../drawing/pen';
import { times, type Motif } from '../drawing/stage';

/** A locomotive and its carriages. */
export const train: Motif = (s) => {
  const p = penOf(s, 1);
  s.fill(
    'accent',
    p.circle(-0.62, -0.62, 0.1),
    p.circle(-0.42, -0.78, 0.14),
    p.circle(-0.12, -0.86, 0.18),
  );
  s.fill('shape', p.path('M -.94 .3 L -.94 -.06 L -.36 -.06 L -.36 -.4 L .08 -.4 L .08 .3 Z'));
  s.fill(
    'shape',
    p.path('M -.8 -.06 L -.84 -.36 L -.6 -.36 L -.64 -.06 Z'),
    p.path('M -.94 .3 L -1.08 .44 L -.8 .3 Z'),
  );
  s.fill('accent', p.rect(-0.26, -0.28, 0.2, 0.18));
  s.fill('shape', p.rect(0.16, -0.24, 2, 0.54));
  times(4, (i) => s.fill('accent', p.rect(0.26 + i * 0.28, -0.12, 0.16, 0.18)));
  for (const x of [-0.76, -0.4, -0.06, 0.4, 0.84])
    s.fill('shape', p.circle(x, 0.38, 0.12)).fill('ground', p.circle(x, 0.38, 0.045));
  s.fill('shape', rect(0, p.y + p.r * 0.52, s.w, 3));
};

/** A car on the open road. */
export const car: Motif = (s) => {
  const p = penOf(s, 0.92);
  s.fill('accent', p.circle(0.3, -0.36, 0.34));
  s.fill(
    'shape',
    p.path(
      'M -1 .34 L -1 .1 Q -.94 -.02 -.62 -.04 L -.4 -.34 Q -.36 -.38 -.28 -.38 L .28 -.38 Q .36 -.38 .44 -.3 L .66 -.04 Q .98 0 1 .16 L 1 .34 Z',
    ),
  );
  s.fill(
    'ground',
    p.path('M -.44 -.04 L -.28 -.28 L -.02 -.28 L -.02 -.04 Z'),
    p.path('M .06 -.04 L .06 -.28 L .26 -.28 L .46 -.04 Z'),
  );
  for (const x of [-0.56, 0.56])
    s.fill('ground', p.circle(x, 0.34, 0.24))
      .fill('shape', p.circle(x, 0.34, 0.18))
      .fill('accent', p.circle(x, 0.34, 0.07));
  s.fill('shape', rect(0, p.y + p.r * 0.52, s.w, 3));
};

/** An aeroplane, seen from beneath. */
export const plane: Motif = (s) => {
  const p = penOf(s, 0.9);
  s.fill(
    'accent',
    p.circle(-0.42, 0.46, 0.26),
    p.circle(-0.1, 0.56, 0.2),
    p.circle(-0.7, 0.6, 0.18),
  );
  s.fill(
    'shape',
    p.path(
      'M .86 -.86 Q .7 -.92 .5 -.7 L .2 -.4 L -.7 -.56 L -.84 -.42 L -.14 -.08 L -.44 .26 L -.68 .24 L -.76 .34 L -.48 .48 L -.34 .76 L -.24 .68 L -.26 .44 L .08 .14 L .42 .84 L .56 .7 L .4 -.2 L .7 -.5 Q .92 -.7 .86 -.86 Z',
    ),
  );
};

/** A suitcase, ready. */
export const suitcase: Motif = (s) => {
  const p = penOf(s, 0.85);
  s.stroke(
    'shape',
    p.width(0.1),
    p.path('M -.26 -.4 L -.26 -.66 Q -.26 -.74 -.18 -.74 L .18 -.74 Q .26 -.74 .26 -.66 L .26 -.4'),
  );
  s.fill('shape', p.rect(-0.82, -0.42, 1.64, 1.1));
  s.fill('ground', p.rect(-0.56, -0.42, 0.07, 1.1), p.rect(0.49, -0.42, 0.07, 1.1));
  s.fill('accent', s.random.chance(0.5) ? p.circle(0.1, 0.2, 0.2) : p.rect(-0.3, 0, 0.36, 0.26));
};

/** A bus on its way. */
export const bus: Motif = (s) => {
  const p = penOf(s, 0.92);
  s.fill(
    'shape',
    p.path(
      'M -.98 .36 L -.98 -.42 Q -.98 -.5 -.88 -.5 L .84 -.5 Q .94 -.5 .96 -.36 L 1 .1 L 1 .36 Z',
    ),
  );
  times(4, (i) =>
    s.fill(i === 1 ? 'accent' : 'ground', p.rect(-0.86 + i * 0.38, -0.34, 0.3, 0.28)),
  );
  s.fill('ground', p.path('M .68 -.34 L .86 -.34 L .9 -.06 L .68 -.06 Z'));
  for (const x of [-0.54, 0.54])
    s.fill('ground', p.circle(x, 0.38, 0.22)).fill('shape', p.circle(x, 0.38, 0.17));
  s.fill('accent', rect(0, p.y + p.r * 0.56, s.w, 3));
};

/** Two wheels and an engine. */
export const motorcycle: Motif = (s) => {
  const p = penOf(s, 0.9);
  s.stroke('shape', p.width(0.09), p.circle(-0.58, 0.3, 0.3), p.circle(0.58, 0.3, 0.3));
  s.stroke('shape', p.width(0.08), p.path('M .58 .3 L .34 -.44 L .14 -.5'));
  s.fill('accent', p.path('M -.1 -.2 Q .2 -.34 .38 -.14 L .3 0 L -.1 0 Z'));
  s.fill(
    'shape',
    p.path('M -.7 -.14 Q -.4 -.2 -.12 -.14 L -.06 .02 L .24 .06 L .1 .36 L -.24 .36 L -.4 .02 Z'),
  );
  s.fill('shape', p.circle(0, 0.22, 0.16)).fill('ground', p.circle(0, 0.22, 0.07));
  s.fill('shape', rect(0, p.y + p.r * 0.64, s.w, 3));
};

/** Lanes of a track. */
export const lanes: Motif = (s) => {
  const count = 5;
  const lead = s.random.whole(1, count - 2);
  const x = s.w * s.random.between(0.42, 0.58);
  times(count, (i) => {
    const [a, b] = [i / count, (i + 0.82) / count];
    s.fill(
      i === lead ? 'accent' : 'shape',
      polygon([
        [x + (a - 0.5) * s.w * 0.3, s.h * 0.12],
        [x + (b - 0.5) * s.w * 0.3, s.h * 0.12],
        [s.cx + (b - 0.5) * s.w * 1.7, s.h],
        [s.cx + (a - 0.5) * s.w * 1.7, s.h],
      ]),
    );
  });
};

/** A finish in squares. */
export const chequers: Motif = (s) => {
  const p = penOf(s, 0.95);
  times(20, (i) => {
    const [col, row] = [i % 5, Math.floor(i / 5)];
    const dip = (k: number) => 0.1 * Math.sin(k * 1.5);
    const [x, y, w] = [-0.6 + col * 0.3, -0.72 + row * 0.24, 0.3];
    s.fill(
      (col + row) % 2 === 0 ? 'shape' : 'accent',
      p.path(
        `M ${x} ${y + dip(col)} L ${x + w} ${y + dip(col + 1)} L ${x + w} ${y + 0.24 + dip(col + 1)} L ${x} ${y + 0.24 + dip(col)} Z`.replace(
          /-?\d+\.\d+/g,
          (n) => Number(n).toFixed(3),
        ),
      ),
    );
  });
  s.fill('shape', p.rect(-0.7, -0.86, 0.07, 1.76));
};

/** A signpost with three ways. */
export const signpost: Motif = (s) => {
  const p = penOf(s, 0.95);
  s.fill('shape', p.rect(-0.06, -0.8, 0.12, 2));
  s.fill('accent', p.path('M -.1 -.66 L .56 -.66 L .74 -.52 L .56 -.38 L -.1 -.38 Z'));
  s.fill('shape', p.path('M .14 -.26 L -.52 -.26 L -.7 -.12 L -.52 .02 L .14 .02 Z'));
  s.fill('shape', p.path('M -.14 .14 L .42 .14 L .58 .26 L .42 .38 L -.14 .38 Z'));
  s.stroke(
    'shape',
    2.5,
    line([
      [0, s.h * 0.96],
      [s.w, s.h * 0.96],
    ]),
  );
  s.fill('accent', circle(s.w * 0.2, s.h * 0.2, s.r * 0.09));
};

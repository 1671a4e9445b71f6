import { at, circle, ellipse, halfDisc, line, rect, TURN } from '../drawing/path';
import { Pen, penOf } from '../drawing/pen';
import { times, type Motif } from '../drawing/stage';

/** A bowl, and its steam. */
export const bowl: Motif = (s) => {
  const p = penOf(s, 0.92);
  s.fill(
    'shape',
    p.path('M -.9 -.04 L .9 -.04 C .86 .5 .5 .74 .3 .74 L -.3 .74 C -.5 .74 -.86 .5 -.9 -.04 Z'),
  );
  for (const x of [-0.36, 0, 0.36])
    s.stroke(
      'accent',
      p.width(0.07),
      p.path(`M ${x} -.2 C ${x - 0.18} -.4 ${x + 0.18} -.54 ${x} -.8`),
    );
  s.stroke('shape', p.width(0.05), p.path('M .3 -.1 L .96 -.56'), p.path('M .46 -.1 L 1.02 -.44'));
};

/** Knife and fork beside a plate. */
export const plate: Motif = (s) => {
  const p = penOf(s, 0.95);
  s.fill('shape', p.circle(0, 0, 0.54)).stroke('ground', p.width(0.04), p.circle(0, 0, 0.4));
  s.fill('accent', p.circle(s.random.between(-0.1, 0.1), 0.02, 0.2));
  s.fill(
    'shape',
    p.rect(-0.84, -0.2, 0.07, 0.9),
    p.path(
      'M -.94 -.7 L -.9 -.7 L -.9 -.36 L -.83 -.36 L -.83 -.7 L -.78 -.7 L -.78 -.36 L -.71 -.36 L -.71 -.7 L -.67 -.7 L -.67 -.26 L -.76 -.14 L -.85 -.14 L -.94 -.26 Z',
    ),
  );
  s.fill('shape', p.path('M .74 -.7 C .94 -.6 .94 -.2 .84 0 L .84 .7 L .76 .7 Z'));
};

/** A cup, and time to drink it. */
export const cup: Motif = (s) => {
  const p = penOf(s, 0.88);
  s.stroke('shape', p.width(0.1), p.path('M .5 -.1 C 1 -.2 .96 .4 .46 .34'));
  s.fill(
    'shape',
    p.path('M -.66 -.24 L .56 -.24 L .5 .4 Q .4 .6 .2 .6 L -.3 .6 Q -.5 .6 -.6 .4 Z'),
    p.rect(-0.84, 0.68, 1.56, 0.09),
  );
  for (const x of [-0.26, 0.12])
    s.stroke(
      'accent',
      p.width(0.07),
      p.path(`M ${x} -.36 C ${x - 0.16} -.54 ${x + 0.16} -.64 ${x} -.86`),
    );
};

/** A bottle and a glass. */
export const bottle: Motif = (s) => {
  const p = penOf(s, 0.95);
  s.fill(
    'shape',
    p.path(
      'M -.44 .86 L -.44 -.1 Q -.42 -.26 -.3 -.36 L -.3 -.9 L -.12 -.9 L -.12 -.36 Q 0 -.26 .02 -.1 L .02 .86 Z',
    ),
  );
  s.fill('ground', p.rect(-0.36, 0.14, 0.3, 0.4));
  s.fill(
    'accent',
    p.path(
      'M .24 -.1 L .74 -.1 Q .76 .36 .52 .4 L .52 .78 L .66 .86 L .32 .86 L .46 .78 L .46 .4 Q .22 .36 .24 -.1 Z',
    ),
  );
};

/** A cake with one candle. */
export const cake: Motif = (s) => {
  const p = penOf(s, 0.9);
  s.fill('accent', p.path('M 0 -.98 Q .12 -.78 0 -.68 Q -.12 -.78 0 -.98 Z'));
  s.fill(
    'shape',
    p.rect(-0.05, -0.66, 0.1, 0.3),
    p.rect(-0.44, -0.36, 0.88, 0.4),
    p.rect(-0.8, 0.1, 1.6, 0.6),
    p.rect(-0.96, 0.76, 1.92, 0.08),
  );
  times(4, (i) => s.fill('accent', halfDisc(...p.at(-0.6 + i * 0.4, 0.1), p.r * 0.2, Math.PI / 2)));
};

/** A ball, with its seams. */
export const ball: Motif = (s) => {
  const p = penOf(s, 0.8);
  s.fill('shape', p.circle(0, 0, 0.8));
  const a0 = s.random.between(0, 1);
  const five = (r: number, turn = 0) =>
    times(5, (i) => at(p.x, p.y, p.r * r, a0 + turn + (i * TURN) / 5));
  s.fill('accent', `${line(five(0.28))}Z`);
  five(0.28).forEach((point, i) => s.stroke('ground', 3, line([point, five(0.56)[i] ?? point])));
  s.stroke(
    'ground',
    3,
    ...five(0.56).flatMap((point, i) => [
      line([point, at(p.x, p.y, p.r * 0.8, a0 + (i * TURN) / 5 + 0.3)]),
      line([point, at(p.x, p.y, p.r * 0.8, a0 + (i * TURN) / 5 - 0.3)]),
    ]),
  );
};

/** A court or a pitch, from above. */
export const pitch: Motif = (s) => {
  const [w, h] = [s.w * 0.72, s.h * 0.8];
  const [x, y] = [s.cx - w / 2, s.cy - h / 2];
  s.stroke(
    'shape',
    3.4,
    rect(x, y, w, h),
    line([
      [x, s.cy],
      [x + w, s.cy],
    ]),
    circle(s.cx, s.cy, w * 0.18),
    rect(s.cx - w * 0.24, y, w * 0.48, h * 0.15),
    rect(s.cx - w * 0.24, y + h * 0.85, w * 0.48, h * 0.15),
  );
  s.fill(
    'accent',
    circle(
      s.cx + s.random.between(-0.3, 0.3) * w,
      s.cy + s.random.between(-0.3, 0.3) * h,
      s.r * 0.11,
    ),
  );
};

/** Ropes of a ring, and a glove. */
export const boxing: Motif = (s) => {
  times(3, (i) => s.fill('shape', rect(0, s.h * (0.16 + i * 0.13), s.w, 4)));
  s.fill(
    'shape',
    rect(s.w * 0.08, s.h * 0.08, 12, s.h),
    rect(s.w * 0.92 - 12, s.h * 0.08, 12, s.h),
  );
  const p = new Pen(s.cx, s.h * 0.56, s.r * 0.62, s.random.sign());
  s.fill('ground', p.circle(0, 0, 0.92));
  s.fill(
    'accent',
    p.path(
      'M -.5 .3 C -.8 -.2 -.5 -.8 0 -.76 C .5 -.8 .66 -.5 .6 -.1 C .6 .1 .5 .24 .46 .34 L .46 .44 L -.44 .44 Z',
    ),
    p.rect(-0.44, 0.52, 0.9, 0.22),
  );
  s.stroke('ground', 3, p.path('M -.5 -.02 C -.2 -.2 0 0 -.12 .24'));
};

/** A cup that was won. */
export const trophy: Motif = (s) => {
  const p = penOf(s, 0.9);
  s.stroke(
    'accent',
    p.width(0.08),
    p.path('M -.46 -.66 C -.96 -.66 -.9 -.06 -.36 -.06'),
    p.path('M .46 -.66 C .96 -.66 .9 -.06 .36 -.06'),
  );
  s.fill(
    'shape',
    p.path(
      'M -.52 -.82 L .52 -.82 C .52 -.1 .34 .2 .08 .26 L .08 .5 L .36 .6 L .36 .78 L -.36 .78 L -.36 .6 L -.08 .5 L -.08 .26 C -.34 .2 -.52 -.1 -.52 -.82 Z',
    ),
  );
};

/** A ball over a diamond, or a racket's strings. */
export const racket: Motif = (s) => {
  const p = penOf(s, 0.92);
  s.stroke('shape', p.width(0.08), ellipse(p.x, p.y - p.r * 0.3, p.r * 0.5, p.r * 0.6));
  times(5, (i) =>
    s.stroke(
      'shape',
      1.6,
      p.path(
        `M ${-0.3 + i * 0.15} ${-0.8 + Math.abs(i - 2) * 0.06} L ${-0.3 + i * 0.15} ${0.2 - Math.abs(i - 2) * 0.06}`,
      ),
      p.path(`M -.44 ${-0.62 + i * 0.16} L .44 ${-0.62 + i * 0.16}`),
    ),
  );
  s.fill('shape', p.rect(-0.06, 0.3, 0.12, 0.66));
  s.fill('accent', p.circle(0.62, 0.5, 0.2));
};

/** A globe of mirrors. */
export const discoBall: Motif = (s) => {
  const p = new Pen(s.cx, s.cy + s.r * 0.06, s.r * 0.66);
  s.fill('shape', rect(p.x - 1.5, 0, 3, p.y - p.r), circle(p.x, p.y, p.r));
  times(5, (i) => s.stroke('ground', 1.8, ellipse(p.x, p.y, p.r * (i / 5), p.r)));
  times(5, (i) => {
    const y = -0.66 + i * 0.33;
    const half = Math.sqrt(1 - y * y);
    s.stroke(
      'ground',
      1.8,
      p.path(`M ${-half} ${y} L ${half} ${y}`.replace(/-?\d+\.\d+/g, (n) => Number(n).toFixed(3))),
    );
  });
  times(6, (i) =>
    s.fill(
      'accent',
      circle(
        ...at(
          p.x,
          p.y,
          s.r * s.random.between(0.86, 1.2),
          (i * TURN) / 6 + s.random.between(0, 0.6),
        ),
        s.r * s.random.between(0.04, 0.1),
      ),
    ),
  );
};

/** A microphone. */
export const microphone: Motif = (s) => {
  const p = penOf(s, 0.95);
  s.fill(
    'accent',
    p.path(
      'M -.3 -.86 Q 0 -1 .3 -.86 Q .4 -.8 .4 -.6 L .4 -.2 Q .4 .1 0 .1 Q -.4 .1 -.4 -.2 L -.4 -.6 Q -.4 -.8 -.3 -.86 Z',
    ),
  );
  times(3, (i) => s.fill('ground', p.rect(-0.4, -0.62 + i * 0.2, 0.8, 0.05)));
  s.stroke('shape', p.width(0.08), p.path('M -.6 -.3 Q -.6 .34 0 .34 Q .6 .34 .6 -.3'));
  s.fill('shape', p.rect(-0.04, 0.32, 0.08, 0.5), p.rect(-0.36, 0.8, 0.72, 0.09));
};

/** A guitar, or a violin. */
export const guitar: Motif = (s) => {
  const p = penOf(s, 0.98);
  s.fill(
    'shape',
    p.path(
      'M 0 -.2 C .3 -.26 .4 .02 .26 .2 C .5 .36 .5 .92 0 .92 C -.5 .92 -.5 .36 -.26 .2 C -.4 .02 -.3 -.26 0 -.2 Z',
    ),
    p.rect(-0.05, -0.9, 0.1, 0.72),
    p.rect(-0.11, -0.98, 0.22, 0.2),
  );
  s.fill('accent', p.circle(0, 0.3, 0.14)).fill('ground', p.rect(-0.16, 0.66, 0.32, 0.05));
};

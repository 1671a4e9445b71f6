import { at, circle, line, tilted, TURN } from '../drawing/path';
import { penOf } from '../drawing/pen';
import { times, type Motif } from '../drawing/stage';

/** A clock. */
export const clock: Motif = (s) => {
  const p = penOf(s, 0.86);
  s.stroke('shape', p.width(0.12), p.circle(0, 0, 0.84));
  times(12, (i) =>
    s.fill(
      'shape',
      circle(...at(p.x, p.y, p.r * 0.64, (i * TURN) / 12), p.r * (i % 3 === 0 ? 0.07 : 0.035)),
    ),
  );
  const [a, b] = [s.random.between(0, TURN), s.random.between(0, TURN)];
  s.stroke('shape', p.width(0.09), line([[p.x, p.y], at(p.x, p.y, p.r * 0.38, a)]));
  s.stroke('accent', p.width(0.07), line([[p.x, p.y], at(p.x, p.y, p.r * 0.6, b)]));
  s.fill('accent', p.circle(0, 0, 0.09));
};

/** Sand runs down. */
export const hourglass: Motif = (s) => {
  const p = penOf(s, 0.92);
  s.fill('shape', p.rect(-0.62, -0.92, 1.24, 0.12), p.rect(-0.62, 0.8, 1.24, 0.12));
  s.stroke(
    'shape',
    p.width(0.06),
    p.path('M -.48 -.8 C -.48 -.3 -.06 -.2 -.06 0 C -.06 .2 -.48 .3 -.48 .8'),
    p.path('M .48 -.8 C .48 -.3 .06 -.2 .06 0 C .06 .2 .48 .3 .48 .8'),
  );
  s.fill(
    'accent',
    p.path('M -.36 -.46 L .36 -.46 C .26 -.24 .03 -.14 0 0 C -.03 -.14 -.26 -.24 -.36 -.46 Z'),
    p.path('M -.4 .74 Q 0 .22 .4 .74 Z'),
  );
};

/** An open book. */
export const book: Motif = (s) => {
  const p = penOf(s, 0.95);
  s.fill(
    'shape',
    p.path(
      'M 0 -.4 Q -.4 -.66 -.94 -.5 L -.94 .46 Q -.4 .3 0 .56 Q .4 .3 .94 .46 L .94 -.5 Q .4 -.66 0 -.4 Z',
    ),
  );
  s.fill('ground', p.rect(-0.015, -0.4, 0.03, 0.94));
  times(4, (i) =>
    s.stroke(
      i === 1 ? 'accent' : 'ground',
      p.width(0.045),
      p.path(`M .16 ${-0.26 + i * 0.17} Q .44 ${-0.4 + i * 0.17} .78 ${-0.34 + i * 0.17}`),
      p.path(`M -.16 ${-0.26 + i * 0.17} Q -.44 ${-0.4 + i * 0.17} -.78 ${-0.34 + i * 0.17}`),
    ),
  );
};

/** A pen and the line it wrote. */
export const quill: Motif = (s) => {
  const p = penOf(s, 0.92);
  s.fill(
    'shape',
    p.path('M .86 -.86 C .3 -.8 -.1 -.4 -.3 .3 L -.14 .36 C .3 .1 .8 -.2 .86 -.86 Z'),
  );
  s.stroke('ground', p.width(0.03), p.path('M .7 -.7 Q .1 -.1 -.22 .34'));
  s.stroke('shape', p.width(0.06), p.path('M -.22 .3 L -.4 .62'));
  s.stroke(
    'accent',
    p.width(0.06),
    p.path('M -.4 .62 C -.1 .5 -.1 .8 .1 .66 C .3 .52 .3 .84 .56 .68'),
  );
};

/** A typewriter and its sheet. */
export const typewriter: Motif = (s) => {
  const p = penOf(s, 0.9);
  s.fill('accent', p.rect(-0.46, -0.86, 0.92, 0.8));
  times(3, (i) =>
    s.fill('ground', p.rect(-0.34, -0.7 + i * 0.17, [0.66, 0.5, 0.3][i] ?? 0.3, 0.05)),
  );
  s.fill(
    'shape',
    p.rect(-0.8, -0.14, 1.6, 0.18),
    p.path('M -.66 .06 L .66 .06 L .86 .76 L -.86 .76 Z'),
  );
  times(15, (i) =>
    s.fill('ground', p.circle(-0.48 + (i % 5) * 0.24, 0.24 + Math.floor(i / 5) * 0.18, 0.06)),
  );
};

/** A front page. */
export const newspaper: Motif = (s) => {
  const p = penOf(s, 0.9);
  s.fill('shape', p.rect(-0.7, -0.9, 1.4, 1.8));
  s.fill('ground', p.rect(-0.58, -0.78, 1.16, 0.2), p.rect(-0.58, -0.5, 1.16, 0.03));
  s.fill('accent', p.rect(-0.58, -0.4, 0.54, 0.56));
  times(4, (i) => s.fill('ground', p.rect(0.06, -0.38 + i * 0.14, 0.52, 0.06)));
  times(4, (i) => s.fill('ground', p.rect(-0.58, 0.28 + i * 0.14, i === 3 ? 0.7 : 1.16, 0.06)));
};

/** Two dice. */
export const dice: Motif = (s) => {
  const pips: Record<number, [number, number][]> = {
    1: [[0, 0]],
    3: [
      [-1, -1],
      [0, 0],
      [1, 1],
    ],
    5: [
      [-1, -1],
      [1, -1],
      [0, 0],
      [-1, 1],
      [1, 1],
    ],
  };
  const roll = (x: number, y: number, size: number, ink: 'shape' | 'accent') => {
    const a = s.random.between(-0.4, 0.4);
    s.fill(ink, tilted(x, y, size, size, a));
    for (const [px, py] of pips[s.random.pick([1, 3, 5])] ?? [])
      s.fill(
        'ground',
        circle(
          x + (px * Math.cos(a) - py * Math.sin(a)) * size * 0.26,
          y + (px * Math.sin(a) + py * Math.cos(a)) * size * 0.26,
          size * 0.08,
        ),
      );
  };
  roll(s.cx - s.r * 0.34, s.cy - s.r * 0.34, s.r * 0.7, 'shape');
  roll(s.cx + s.r * 0.36, s.cy + s.r * 0.4, s.r * 0.62, 'accent');
};

/** The door of a strongroom. */
export const safe: Motif = (s) => {
  const p = penOf(s, 0.88);
  s.fill('shape', p.rect(-0.92, -0.92, 1.84, 1.84));
  s.fill('ground', p.circle(0, 0, 0.66));
  s.fill('shape', p.circle(0, 0, 0.56));
  times(24, (i) =>
    s.stroke(
      'ground',
      1.6,
      line([at(p.x, p.y, p.r * 0.44, (i * TURN) / 24), at(p.x, p.y, p.r * 0.54, (i * TURN) / 24)]),
    ),
  );
  const a = s.random.between(0, TURN);
  s.fill('accent', p.circle(0, 0, 0.24));
  s.stroke('accent', p.width(0.08), line([[p.x, p.y], at(p.x, p.y, p.r * 0.44, a)]));
};

/** A cut stone. */
export const diamond: Motif = (s) => {
  const p = penOf(s, 0.9);
  s.fill('shape', p.path('M -.9 -.2 L -.5 -.66 L .5 -.66 L .9 -.2 L 0 .8 Z'));
  s.fill('accent', p.path('M -.34 -.2 L .34 -.2 L 0 .8 Z'));
  s.stroke(
    'ground',
    2.6,
    p.path('M -.9 -.2 L .9 -.2'),
    p.path('M -.5 -.66 L -.34 -.2 L 0 -.66 L .34 -.2 L .5 -.66'),
    p.path('M -.34 -.2 L 0 .8 L .34 -.2'),
  );
};

import { circle, ellipse, polygon, rect, wave } from '../drawing/path';
import { Pen, penOf } from '../drawing/pen';
import { times, type Motif, type Stage } from '../drawing/stage';

const swell = (s: Stage, y: number, count: number, first: 'shape' | 'accent' = 'shape') =>
  times(count, (i) =>
    s.stroke(
      (i % 2 === 0) === (first === 'shape') ? 'shape' : 'accent',
      6,
      wave(-24 - i * 15, s.w + 30, y + i * 15, 10, s.w / 2.8),
    ),
  );

/** A liner, with its funnels. */
export const liner: Motif = (s) => {
  const p = penOf(s, 0.95);
  const funnels = s.random.whole(2, 4);
  for (let i = 0; i < funnels; i += 1)
    s.fill(
      'accent',
      p.path(
        `M ${-0.5 + i * 0.3} -.2 L ${-0.46 + i * 0.3} -.72 L ${-0.28 + i * 0.3} -.72 L ${-0.3 + i * 0.3} -.2 Z`,
      ),
    );
  s.fill('shape', p.rect(-0.66, -0.2, 1.25, 0.14), p.rect(-0.78, -0.03, 1.5, 0.12));
  s.fill('shape', p.path('M -.95 .12 L 1.05 .12 L .8 .5 L -.8 .5 Z'));
  swell(s, p.y + p.r * 0.6, 4);
};

/** An island with a palm. */
export const palm: Motif = (s) => {
  const p = penOf(s, 0.95);
  s.fill('accent', p.circle(0.5, -0.45, 0.26));
  s.stroke('shape', p.width(0.09), p.path('M .02 .6 Q -.1 0 -.22 -.4'));
  const leaves = [
    'M -.22 -.42 Q -.6 -.74 -.94 -.28 Q -.56 -.48 -.22 -.42 Z',
    'M -.22 -.42 Q .1 -.86 .46 -.5 Q .12 -.56 -.22 -.42 Z',
    'M -.22 -.42 Q -.5 -.98 -.14 -1 Q -.26 -.72 -.22 -.42 Z',
    'M -.22 -.42 Q .18 -.44 .26 -.02 Q .04 -.3 -.22 -.42 Z',
    'M -.22 -.42 Q -.66 -.36 -.66 .04 Q -.5 -.26 -.22 -.42 Z',
  ];
  s.each(
    'shape',
    leaves.map((leaf) => p.path(leaf)),
  );
  s.fill('shape', p.path('M -.6 .64 Q .02 .34 .64 .64 Z'));
  swell(s, p.y + p.r * 0.72, 3, 'accent');
};

/** Fish, one of them the other way. */
export const fish: Motif = (s) => {
  const rows = Math.max(3, Math.round(s.h / 56));
  const odd = s.random.whole(0, rows - 1);
  times(rows, (i) => {
    const y = ((i + 0.5) * s.h) / rows;
    const r = Math.min(s.h / rows / 1.3, s.w * 0.27);
    const x = s.cx + (i % 2 === 0 ? -1 : 1) * s.w * 0.14;
    const p = new Pen(x, y, r, i === odd ? -1 : 1);
    s.fill(
      i === odd ? 'accent' : 'shape',
      p.path('M -.95 0 Q -.2 -.62 .6 -.02 L 1 -.34 L .92 0 L 1 .34 L .6 .02 Q -.2 .62 -.95 0 Z'),
      p.circle(-0.5, -0.08, 0.07),
    );
  });
};

/** The tail of a whale. */
export const whale: Motif = (s) => {
  const p = penOf(s, 0.92);
  s.fill('accent', p.circle(0.42, -0.5, 0.24));
  s.fill(
    'shape',
    p.path(
      'M -.16 .6 C -.14 .2 -.16 0 -.3 -.16 C -.56 -.2 -.84 -.34 -.9 -.66 C -.5 -.56 -.2 -.5 0 -.26 C .2 -.5 .5 -.56 .9 -.66 C .84 -.34 .56 -.2 .3 -.16 C .16 0 .14 .2 .16 .6 Z',
    ),
  );
  swell(s, p.y + p.r * 0.62, 4);
};

/** A fin, and nothing more, above the water. */
export const fin: Motif = (s) => {
  const p = penOf(s, 0.9);
  s.fill('accent', p.circle(-0.4, -0.4, 0.32));
  s.fill('shape', p.path('M -.4 .3 C -.28 -.2 .06 -.5 .44 -.62 C .3 -.3 .34 0 .5 .3 Z'));
  swell(s, p.y + p.r * 0.38, 5);
};

/** A tower that shows the way. */
export const lighthouse: Motif = (s) => {
  const p = penOf(s, 0.98);
  s.fill('accent', p.path('M .1 -.62 L 1.6 -.98 L 1.6 -.3 L .1 -.56 Z'));
  s.fill('shape', p.path('M -.14 -.46 L .14 -.46 L .26 .66 L -.26 .66 Z'));
  s.fill('ground', p.path('M -.17 -.2 L .17 -.2 L .19 0 L -.19 0 Z'));
  s.fill('ground', p.path('M -.21 .2 L .21 .2 L .23 .4 L -.23 .4 Z'));
  s.fill('shape', p.rect(-0.2, -0.5, 0.4, 0.06), p.rect(-0.11, -0.68, 0.22, 0.18));
  s.fill('shape', p.path('M -.16 -.68 L 0 -.86 L .16 -.68 Z'));
  swell(s, p.y + p.r * 0.74, 3);
};

/** Air that rises from the deep. */
export const bubbles: Motif = (s) => {
  const x = s.w * s.random.between(0.4, 0.6);
  const count = 9;
  times(count, (i) => {
    const k = i / (count - 1);
    const r = s.r * (0.06 + 0.24 * k * s.random.between(0.7, 1));
    const px = x + Math.sin(i * 2.1) * s.w * 0.22;
    const py = s.h * (0.94 - 0.82 * k);
    if (i % 3 === 1) s.fill('accent', circle(px, py, r));
    else s.stroke('shape', 3.4, circle(px, py, r));
  });
  times(5, (i) =>
    s.fill(
      'shape',
      polygon([
        [i * s.w * 0.05, s.h],
        [i * s.w * 0.05 + 6, s.h * 0.7 + i * 14],
        [i * s.w * 0.05 + 11, s.h],
      ]),
    ),
  );
};

/** A periscope looks round. */
export const periscope: Motif = (s) => {
  const p = penOf(s, 0.95);
  s.fill('shape', p.path('M -.12 .4 L -.12 -.7 L .5 -.7 L .5 -.4 L .12 -.4 L .12 .4 Z'));
  s.fill('accent', p.circle(0.5, -0.55, 0.2));
  s.stroke('shape', 2, ellipse(p.x, p.y + p.r * 0.42, p.r * 0.5, p.r * 0.1));
  swell(s, p.y + p.r * 0.56, 4);
};

/** Ice, of which little is above the water. */
export const iceberg: Motif = (s) => {
  const p = penOf(s, 0.95);
  s.fill('accent', p.path('M -.4 -.16 L -.16 -.66 L .06 -.46 L .22 -.78 L .5 -.16 Z'));
  s.fill(
    'shape',
    p.path('M -.62 -.08 L .7 -.08 L .5 .34 L .22 .5 L .04 .92 L -.3 .56 L -.54 .34 Z'),
  );
  s.fill('shape', rect(0, p.y - p.r * 0.14, s.w, 2.5));
};

import { at, circle, line, polygon, rect, TURN, type Point } from '../drawing/path';
import { Pen, penOf } from '../drawing/pen';
import { times, type Motif } from '../drawing/stage';

/** Dunes under a large sun. */
export const dunes: Motif = (s) => {
  const way = s.random.sign();
  const p = new Pen(s.cx, s.cy, s.r, way);
  s.fill('accent', p.circle(0.28, -0.42, s.random.between(0.28, 0.4)));
  const [w, h] = [s.w / s.r, s.h / 2 / s.r];
  s.fill(
    'shape',
    p.path(`M ${-w} .1 Q -.5 -.36 -.1 .04 Q .4 .4 ${w} -.02 L ${w} ${h} L ${-w} ${h} Z`),
  );
  s.fill(
    'ground',
    p.path(
      `M ${-w} .42 Q -.2 .1 .3 .4 Q .7 .6 ${w} .38 L ${w} .43 Q .7 .66 .3 .46 Q -.2 .16 ${-w} .48 Z`,
    ),
  );
  s.fill('ground', p.path('M -.36 -.1 Q -.2 .3 -.5 .34 Q -.1 .3 -.1 .04 Q -.2 -.06 -.36 -.1 Z'));
};

/** A wood. */
export const pines: Motif = (s) => {
  const rows = 2;
  s.fill('accent', circle(s.w * s.random.between(0.25, 0.75), s.h * 0.26, s.r * 0.24));
  for (let row = 0; row < rows; row += 1) {
    const count = s.random.whole(4, 5) + row;
    for (let i = 0; i < count; i += 1) {
      const x = ((i + (row === 0 ? 0.5 : 0.2)) * s.w) / count;
      const foot = s.h * (0.82 + row * 0.2);
      const p = new Pen(x, foot, s.h * s.random.between(0.34, 0.52));
      const tree =
        'M 0 -1 L .17 -.62 L .1 -.62 L .24 -.32 L .14 -.32 L .3 0 L -.3 0 L -.14 -.32 L -.24 -.32 L -.1 -.62 L -.17 -.62 Z';
      s.fill('ground', new Pen(x, foot, p.r * 1.07).path(tree));
      s.fill(row === 1 && i === 1 ? 'accent' : 'shape', p.path(tree));
    }
  }
};

/** Snow falls on a hill. */
export const snowfall: Motif = (s) => {
  s.fill(
    'shape',
    `M0 ${Math.round(s.h * 0.72)}Q${Math.round(s.w * s.random.between(0.3, 0.7))} ${Math.round(s.h * 0.54)} ${s.w} ${Math.round(s.h * 0.78)}V${Math.ceil(s.h)}H0Z`,
  );
  const flake = (x: number, y: number, r: number) =>
    times(3, (i) =>
      line([at(x, y, r, (i * TURN) / 6 + 0.3), at(x, y, r, (i * TURN) / 6 + 0.3 + TURN / 2)]),
    );
  const [x, y, r] = [s.w * s.random.between(0.35, 0.65), s.h * 0.32, s.r * 0.36];
  s.stroke('accent', 4.5, ...flake(x, y, r));
  times(6, (i) => {
    const a = (i * TURN) / 6 + 0.3;
    s.stroke(
      'accent',
      3.5,
      line([at(x, y, r * 0.95, a + 0.32), at(x, y, r * 0.6, a), at(x, y, r * 0.95, a - 0.32)]),
    );
  });
  times(16, () => {
    const [px, py] = [s.random.between(0, s.w), s.random.between(0, s.h * 0.56)];
    if (Math.hypot(px - x, py - y) > r * 1.3)
      s.fill('shape', circle(px, py, s.random.between(1.6, 3.6)));
  });
};

/** Fields, furrow by furrow, and a house among them. */
export const fields: Motif = (s) => {
  const y = s.h * 0.5;
  const x = s.w * s.random.between(0.25, 0.75);
  times(9, (i) => {
    const a = (i - 4.5) * s.w * 0.34;
    s.fill(
      i % 2 === 0 ? 'shape' : 'ground',
      polygon([
        [s.cx + a * 0.3, y],
        [s.cx + a * 0.3 + s.w * 0.102, y],
        [s.cx + a + s.w * 0.34, s.h],
        [s.cx + a, s.h],
      ]),
    );
  });
  s.fill('shape', rect(0, y - 2, s.w, 4));
  const p = new Pen(x, y, s.r * 0.34);
  s.fill('accent', p.path('M -.5 0 L -.5 -.5 L 0 -1 L .5 -.5 L .5 0 Z'));
  s.fill('ground', p.rect(-0.12, -0.34, 0.24, 0.34));
  s.fill('accent', circle(s.w - x, y * 0.45, s.r * 0.15));
};

/** Houses that lean on one another. */
export const village: Motif = (s) => {
  const count = s.random.whole(3, 5);
  const w = s.w / count;
  const lit = s.random.whole(0, count - 1);
  times(count, (i) => {
    const p = new Pen((i + 0.5) * w, s.h * s.random.between(0.7, 0.92), w * 0.5);
    const tall = s.random.between(1, 1.8);
    s.fill('shape', p.rect(-0.86, -tall, 1.72, 6));
    s.fill(
      i === lit ? 'accent' : 'shape',
      p.path(`M -1 ${-tall + 0.02} L 0 ${-tall - 0.9} L 1 ${-tall + 0.02} Z`),
    );
    s.fill(i === lit ? 'accent' : 'ground', p.rect(-0.22, -tall * 0.66, 0.44, 0.5));
  });
  s.fill('accent', circle(s.w * 0.76, s.h * 0.14, s.r * 0.1));
};

/** A house that stands alone. */
export const house: Motif = (s) => {
  const p = penOf(s, 0.9);
  s.fill(
    'shape',
    p.path(
      'M -.52 .6 L -.52 -.1 L -.7 -.1 L 0 -.76 L .34 -.44 L .34 -.68 L .48 -.68 L .48 -.3 L .7 -.1 L .52 -.1 L .52 .6 Z',
    ),
  );
  s.fill('accent', p.rect(-0.3, 0, 0.24, 0.24), p.rect(0.08, 0, 0.24, 0.24));
  s.fill('ground', p.rect(-0.1, 0.32, 0.2, 0.28));
  s.fill('shape', rect(0, p.y + p.r * 0.6, s.w, 3));
};

/** A mountain that smokes. */
export const volcano: Motif = (s) => {
  const p = penOf(s, 0.95);
  s.fill('accent', p.circle(-0.02, -0.5, 0.22), p.circle(0.26, -0.68, 0.16));
  s.fill('shape', p.path('M -1.2 .7 L -.2 -.3 L .2 -.3 L 1.2 .7 Z'));
  s.fill('accent', p.path('M -.2 -.3 L .2 -.3 L .12 .1 L .02 -.06 L -.06 .28 L -.12 0 Z'));
};

/** Large leaves, close together. */
export const jungle: Motif = (s) => {
  const corners: [number, number, number][] = [
    [0, s.h, -0.9],
    [s.w, s.h, -2.2],
    [0, s.h * 0.4, -0.2],
    [s.w, s.h * 0.36, 3.3],
    [s.cx, s.h, -1.55],
  ];
  s.fill('accent', circle(s.w * s.random.between(0.4, 0.6), s.h * 0.3, s.r * 0.3));
  corners.forEach(([x, y, a], i) => {
    const length = s.r * s.random.between(1, 1.3);
    const turn = a + s.random.between(-0.2, 0.2);
    const [tx, ty] = at(x, y, length, turn);
    const [lx, ly] = at(x, y, length * 0.62, turn - 0.62);
    const [rx, ry] = at(x, y, length * 0.62, turn + 0.62);
    const f = (n: number) => n.toFixed(1);
    const blade = `M${f(x)} ${f(y)}Q${f(lx)} ${f(ly)} ${f(tx)} ${f(ty)}Q${f(rx)} ${f(ry)} ${f(x)} ${f(y)}Z`;
    s.stroke('ground', 5, blade).fill(i === 4 ? 'accent' : 'shape', blade);
    s.stroke(
      'ground',
      2.6,
      line([
        [x, y],
        [tx, ty],
      ]),
    );
  });
};

/** An arch of stone, and the path through it. */
export const arch: Motif = (s) => {
  const p = penOf(s, 0.98);
  s.fill('shape', p.path('M -.76 .9 L -.76 -.1 C -.76 -.98 .76 -.98 .76 -.1 L .76 .9 Z'));
  s.fill('ground', p.path('M -.44 .9 L -.44 0 C -.44 -.56 .44 -.56 .44 0 L .44 .9 Z'));
  s.fill('accent', p.circle(s.random.between(-0.14, 0.14), 0.02, 0.2));
};

/** Bars of rain over the land. */
export const rain: Motif = (s) => {
  const lean = s.w * 0.1 * s.random.sign();
  times(22, (i) => {
    const x = s.random.between(0, s.w);
    const y = s.random.between(-0.1, 0.86) * s.h;
    const tall = s.h * s.random.between(0.1, 0.2);
    const points: Point[] = [
      [x, y],
      [x + (lean * tall) / s.h, y + tall],
    ];
    s.stroke(i % 6 === 0 ? 'accent' : 'shape', 3, line(points));
  });
  s.fill('shape', rect(0, s.h * 0.94, s.w, s.h * 0.06));
};

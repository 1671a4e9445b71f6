import { at, circle, halfDisc, polygon, rect, tilted, wave } from '../drawing/path';
import { times, type Motif } from '../drawing/stage';

/** Balloons on their strings. */
export const balloons: Motif = (s) => {
  const count = s.random.whole(2, 4);
  for (let i = 0; i < count; i += 1) {
    const x = (s.w * (i + 0.6 + s.random.between(-0.15, 0.15))) / (count + 0.2);
    const y = s.h * s.random.between(0.2, 0.5);
    const r = s.r * s.random.between(0.24, 0.36);
    s.stroke(
      'accent',
      1.6,
      `M${x.toFixed(1)} ${(y + r).toFixed(1)}Q${(x + 12).toFixed(1)} ${(s.h * 0.75).toFixed(1)} ${s.cx} ${s.h + 6}`,
    );
    s.fill(i % 2 === 0 ? 'shape' : 'accent', circle(x, y, r));
  }
};

/** A paper boat on a few waves. */
export const boat: Motif = (s) => {
  const y = s.h * 0.56;
  const u = s.w * 0.115;
  const x = s.w * s.random.between(0.42, 0.58);
  s.fill(
    'shape',
    polygon([
      [x, y - u * 2.6],
      [x + u * 1.5, y],
      [x - u * 1.5, y],
    ]),
  );
  s.fill(
    'shape',
    polygon([
      [x - u * 3, y - u * 0.9],
      [x - u * 1.6, y + u * 1.1],
      [x + u * 1.6, y + u * 1.1],
      [x + u * 3, y - u * 0.9],
      [x + u * 1.4, y + 2],
      [x - u * 1.4, y + 2],
    ]),
  );
  for (let i = 0; i < 4; i += 1) {
    s.stroke(
      'accent',
      5,
      wave(-10 - i * 9, s.w + 20, y + u * (1.5 + i * 1.05), u * 0.55, s.w / 3.5),
    );
  }
};

/** Building blocks: an arch, a roof, a ball. */
export const blocks: Motif = (s) => {
  const u = s.w / 5;
  const floor = s.h * 0.92;
  s.fill(
    'shape',
    rect(u, floor - u * 1.5, u * 3, u * 1.5),
    halfDisc(s.cx, floor, u * 0.8, -Math.PI / 2),
  );
  s.fill(
    'accent',
    rect(u * 1.2, floor - u * 2.6, u, u * 1.1),
    rect(u * 2.8, floor - u * 2.6, u, u * 1.1),
  );
  s.fill(
    'shape',
    polygon([
      [u * 0.9, floor - u * 2.6],
      [u * 4.1, floor - u * 2.6],
      [s.cx, floor - u * 4],
    ]),
  );
  s.fill('accent', circle(s.cx + s.random.between(-0.2, 0.2) * u, floor - u * 4.5, u * 0.5));
};

/** A kite with a tail. */
export const kite: Motif = (s) => {
  const [x, y, r] = [s.w * s.random.between(0.4, 0.62), s.h * 0.34, s.r * 0.5];
  const lean = s.random.between(-0.3, 0.3);
  s.stroke(
    'accent',
    2.5,
    `M${x.toFixed(1)} ${(y + r).toFixed(1)}q${(r * 0.9).toFixed(1)} ${(r * 0.6).toFixed(1)} 0 ${r.toFixed(1)}t${(-r * 0.4).toFixed(1)} ${r.toFixed(1)}`,
  );
  const corner = (a: number, k: number) => at(x, y, r * k, a + lean);
  const [top, right, foot, left] = [
    corner(-Math.PI / 2, 0.8),
    corner(0, 0.66),
    corner(Math.PI / 2, 1.15),
    corner(Math.PI, 0.66),
  ];
  s.fill('shape', polygon([top, right, foot, left]));
  s.fill('accent', polygon([top, right, [x, y]]), polygon([foot, left, [x, y]]));
};

/** A ball bounces: one drawing after another. */
export const bounce: Motif = (s) => {
  const r = s.w * 0.1;
  const floor = s.h * 0.82;
  const high = s.h * s.random.between(0.45, 0.6);
  const count = 9;
  for (let i = 0; i < count; i += 1) {
    const t = i / (count - 1);
    const x = r + t * (s.w - 2 * r);
    const y = floor - r - high * Math.abs(Math.cos(t * Math.PI * 1.5)) * (1 - t * 0.35);
    if (i === count - 1) s.fill('accent', circle(x, y, r));
    else s.stroke('shape', 1.2 + t * 5, circle(x, y, r * (0.6 + 0.35 * t)));
  }
  s.fill('shape', rect(0, floor, s.w, 4));
};

/** A card turned frame by frame. */
export const frames: Motif = (s) => {
  const count = s.random.whole(5, 8);
  const size = s.r * 1.15;
  const turn = s.random.sign() * s.random.between(0.12, 0.2);
  for (let i = 0; i < count; i += 1) {
    s.fill(
      i % 2 === 0 ? 'shape' : 'ground',
      tilted(s.cx, s.cy, size * (1 - i / count), size * (1 - i / count), i * turn),
    );
  }
  s.fill('accent', circle(s.cx, s.cy, size * 0.14));
};

/** Square, disc and triangle, off to somewhere. */
export const troupe: Motif = (s) => {
  const u = s.r * 0.34;
  const floor = s.h * 0.8;
  const hop = times(3, () => s.random.between(0, 0.3) * s.h);
  const order = s.random.chance(0.5) ? [0, 1, 2] : [2, 0, 1];
  order.forEach((kind, i) => {
    const x = ((i + 0.5) * s.w) / 3;
    const y = floor - u - (hop[i] ?? 0);
    const ink = i === 1 ? 'accent' : 'shape';
    if (kind === 0) s.fill(ink, circle(x, y, u));
    else if (kind === 1) s.fill(ink, tilted(x, y, u * 1.8, u * 1.8, 0.12));
    else
      s.fill(
        ink,
        polygon([
          [x, y - u],
          [x + u, y + u],
          [x - u, y + u],
        ]),
      );
    s.fill('ground', circle(x - u * 0.2, y, u * 0.13), circle(x + u * 0.3, y, u * 0.13));
    s.fill('shape', rect(x - u * 0.8, floor + 4, u * 1.6, 3));
  });
};

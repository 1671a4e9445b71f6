import { circle, halfDisc, line, polygon, rect } from '../drawing/path';
import { Pen, penOf } from '../drawing/pen';
import { times, type Motif } from '../drawing/stage';

/** A skyline with few windows lit. */
export const skyline: Motif = (s) => {
  const count = s.random.whole(5, 7);
  const w = s.w / count;
  s.fill('accent', circle(s.w * s.random.between(0.2, 0.8), s.h * 0.24, s.r * 0.2));
  times(count, (i) => {
    const top = s.h * s.random.between(0.28, 0.68);
    s.fill('shape', rect(i * w + 1, top, w - 2, s.h - top));
    if (s.random.chance(0.35))
      s.fill('shape', rect(i * w + w / 2 - 1.5, top - s.h * 0.12, 3, s.h * 0.12));
    const ink = i % 2 === 0 ? 'accent' : 'ground';
    times(3, (k) =>
      s.fill(
        ink,
        rect(i * w + w * (0.2 + 0.36 * s.random.whole(0, 1)), top + 10 + k * 17, w * 0.24, 7),
      ),
    );
  });
};

/** A bridge that hangs. */
export const bridge: Motif = (s) => {
  const y = s.h * 0.68;
  const [a, b, top] = [s.w * 0.24, s.w * 0.76, s.h * 0.18];
  s.fill('accent', circle(s.cx, s.h * 0.34, s.r * 0.26));
  s.stroke(
    'shape',
    3,
    `M0 ${y * 0.8}Q${a * 0.6} ${y * 0.7} ${a} ${top}Q${s.cx} ${y * 1.2} ${b} ${top}Q${s.w - a * 0.6} ${y * 0.7} ${s.w} ${y * 0.8}`.replace(
      /\d+\.\d+/g,
      (n) => Number(n).toFixed(1),
    ),
  );
  s.fill('shape', rect(a - 5, top - 8, 10, s.h), rect(b - 5, top - 8, 10, s.h), rect(0, y, s.w, 8));
  times(7, (i) => {
    const x = a + ((i + 1) * (b - a)) / 8;
    const k = (x - a) / (b - a);
    s.fill(
      'shape',
      rect(
        x - 0.8,
        top + (y - top) * (1 - (2 * k - 1) ** 2) * 0.92,
        1.6,
        y - top - (y - top) * (1 - (2 * k - 1) ** 2) * 0.92,
      ),
    );
  });
  s.fill('shape', rect(0, s.h * 0.88, s.w, 3), rect(s.w * 0.2, s.h * 0.94, s.w * 0.5, 3));
};

/** A tall window, as churches have. */
export const churchWindow: Motif = (s) => {
  const p = new Pen(s.cx, s.cy, Math.min(s.r, s.h * 0.46));
  s.fill('shape', p.path('M -.56 .9 L -.56 -.3 Q -.5 -.76 0 -.98 Q .5 -.76 .56 -.3 L .56 .9 Z'));
  s.fill(
    'ground',
    p.path('M -.4 .78 L -.4 -.2 Q -.36 -.42 -.2 -.52 Q -.06 -.42 -.06 -.2 L -.06 .78 Z'),
  );
  s.fill('ground', p.path('M .4 .78 L .4 -.2 Q .36 -.42 .2 -.52 Q .06 -.42 .06 -.2 L .06 .78 Z'));
  s.fill('accent', p.circle(0, -0.62, 0.15));
  const x = s.random.pick([-0.4, 0.06]);
  s.fill('accent', p.rect(x, s.random.between(-0.1, 0.3), 0.34, 0.3));
};

/** A tent with its flag. */
export const tent: Motif = (s) => {
  const p = penOf(s, 0.95);
  s.fill('accent', p.path('M 0 -.98 L .3 -.86 L 0 -.76 Z'));
  s.fill('shape', p.rect(-0.02, -0.98, 0.04, 0.4));
  times(7, (i) => {
    const [a, b] = [-0.9 + (i * 1.8) / 7, -0.9 + ((i + 1) * 1.8) / 7];
    const ink = i % 2 === 0 ? 'shape' : 'accent';
    s.fill(ink, p.path(`M 0 -.6 L ${a.toFixed(2)} -.02 L ${b.toFixed(2)} -.02 Z`));
    s.fill(
      ink,
      p.path(
        `M ${a.toFixed(2)} .02 L ${b.toFixed(2)} .02 L ${(b * 0.86).toFixed(2)} .78 L ${(a * 0.86).toFixed(2)} .78 Z`,
      ),
    );
  });
};

/** Columns of a temple. */
export const columns: Motif = (s) => {
  const p = penOf(s, 0.95);
  const count = s.random.whole(4, 6);
  s.fill('accent', p.path('M -.94 -.42 L 0 -.86 L .94 -.42 Z'));
  s.fill(
    'shape',
    p.rect(-0.94, -0.38, 1.88, 0.12),
    p.rect(-0.94, 0.62, 1.88, 0.12),
    p.rect(-1.04, 0.78, 2.08, 0.1),
  );
  times(count, (i) =>
    s.fill('shape', p.rect(-0.86 + (i * 1.72) / count + 0.05, -0.22, 1.72 / count - 0.1, 0.8)),
  );
};

/** Roofs that curve upwards, one over another. */
export const pagoda: Motif = (s) => {
  const p = penOf(s, 0.98);
  const floors = 3;
  s.fill('accent', p.circle(0.3, -0.4, 0.4));
  times(floors, (i) => {
    const y = 0.5 - i * 0.46;
    const w = 0.86 - i * 0.18;
    s.fill('shape', p.rect(-w * 0.62, y - 0.02, w * 1.24, 0.3));
    s.fill(
      'shape',
      p.path(
        `M ${-w} ${y + 0.02} Q ${-w * 0.6} ${y - 0.04} ${-w * 0.4} ${y - 0.2} L ${w * 0.4} ${y - 0.2} Q ${w * 0.6} ${y - 0.04} ${w} ${y + 0.02} Q ${w * 0.8} ${y + 0.06} ${w * 0.6} ${y + 0.06} L ${-w * 0.6} ${y + 0.06} Q ${-w * 0.8} ${y + 0.06} ${-w} ${y + 0.02} Z`,
      ),
    );
  });
  s.fill('shape', p.rect(-0.02, -0.9, 0.04, 0.3), rect(0, p.y + p.r * 0.78, s.w, 3));
};

/** A gate before the rising sun. */
export const torii: Motif = (s) => {
  const p = penOf(s, 0.95);
  s.fill('accent', p.circle(0, 0.08, 0.46));
  s.fill('shape', p.path('M -.98 -.68 Q 0 -.46 .98 -.68 L .92 -.48 Q 0 -.3 -.92 -.48 Z'));
  s.fill(
    'shape',
    p.rect(-0.66, -0.14, 1.32, 0.12),
    p.path('M -.58 -.4 L -.44 -.4 L -.5 .86 L -.68 .86 Z'),
    p.path('M .58 -.4 L .44 -.4 L .5 .86 L .68 .86 Z'),
  );
  s.fill('shape', rect(0, p.y + p.r * 0.86, s.w, 3));
};

/** Pyramids. */
export const pyramids: Motif = (s) => {
  const p = penOf(s, 1);
  s.fill('accent', p.circle(0.5, -0.5, 0.22));
  s.fill('shape', p.path('M -1.1 .6 L -.24 -.36 L .1 .6 Z'));
  s.fill('accent', p.path('M -.24 -.36 L .62 .6 L .1 .6 Z'));
  s.fill('shape', p.path('M .44 .36 L .78 .02 L 1.3 .6 L .66 .6 Z'));
  s.fill('shape', rect(0, p.y + p.r * 0.6, s.w, 3));
};

/** A tower of iron. */
export const ironTower: Motif = (s) => {
  const p = new Pen(s.cx, s.cy, Math.min(s.r, s.h * 0.48));
  s.fill('accent', p.circle(s.random.sign() * 0.5, -0.46, 0.24));
  s.fill(
    'shape',
    p.path(
      'M -.03 -.98 L .03 -.98 C .1 -.3 .2 .3 .62 .9 L .38 .9 Q .24 .46 0 .46 Q -.24 .46 -.38 .9 L -.62 .9 C -.2 .3 -.1 -.3 -.03 -.98 Z',
    ),
  );
  s.fill('ground', p.path('M -.12 .28 L .12 .28 L .08 0 L -.08 0 Z'));
  s.fill('shape', p.rect(-0.36, 0.3, 0.72, 0.08), p.rect(-0.18, -0.12, 0.36, 0.06));
};

/** The curtain goes up. */
export const curtain: Motif = (s) => {
  const count = 4;
  for (const way of [-1, 1] as const) {
    const edge = way < 0 ? 0 : s.w;
    for (let i = count; i > 0; i -= 1) {
      const x = edge - way * (i * s.w * 0.105);
      s.fill(
        i % 2 === 0 ? 'shape' : 'accent',
        `M${edge} 0H${x.toFixed(1)}Q${(edge - way * i * s.w * 0.09).toFixed(1)} ${(s.h * 0.6).toFixed(1)} ${(edge - way * i * s.w * 0.05).toFixed(1)} ${(s.h * 0.84).toFixed(1)}H${edge}Z`,
      );
    }
  }
  times(5, (i) => s.fill('shape', halfDisc(((i + 0.5) * s.w) / 5, 0, s.w / 10, Math.PI / 2)));
  s.fill('shape', rect(0, s.h * 0.86, s.w, 5));
};

/** Lines of an underground railway. */
export const subway: Motif = (s) => {
  const p = penOf(s, 1);
  const [w, h] = [s.w / s.r, s.h / 2 / s.r];
  s.stroke('shape', p.width(0.12), p.path(`M ${-w} -.5 L -.4 -.5 L .3 .2 L .3 ${h}`));
  s.stroke('shape', p.width(0.12), p.path(`M ${-w} .5 L -.1 .5 L .6 -.2 L ${w} -.2`));
  s.stroke('accent', p.width(0.12), p.path(`M -.4 ${-h} L -.4 .1 L -.1 .5 L -.1 ${h}`));
  for (const [x, y] of [
    [-0.4, -0.5],
    [0.3, 0.1],
    [-0.1, 0.5],
    [0.6, -0.2],
  ] as const)
    s.fill('ground', p.circle(x, y, 0.13)).stroke('shape', p.width(0.05), p.circle(x, y, 0.13));
};

/** Signs that glow in a narrow street. */
export const neon: Motif = (s) => {
  const w = s.w * 0.24;
  s.fill(
    'shape',
    polygon([
      [0, 0],
      [w, 0],
      [w * 1.3, s.h],
      [0, s.h],
    ]),
    polygon([
      [s.w, 0],
      [s.w - w, 0],
      [s.w - w * 1.3, s.h],
      [s.w, s.h],
    ]),
  );
  times(4, (i) => {
    const left = i % 2 === 0;
    const y = s.h * (0.1 + 0.2 * i);
    const x = left ? w * 0.9 : s.w - w * 0.9 - s.w * 0.22;
    s.stroke(i === 2 ? 'shape' : 'accent', 4, rect(x, y, s.w * 0.22, s.h * 0.13));
    s.fill('accent', rect(x + s.w * 0.05, y + s.h * 0.05, s.w * 0.12, 4));
  });
  s.stroke(
    'accent',
    2,
    line([
      [s.cx, s.h * 0.8],
      [s.cx, s.h],
    ]),
  );
};

/** Chimneys of a works. */
export const chimneys: Motif = (s) => {
  const p = penOf(s, 0.95);
  times(3, (i) => {
    const x = -0.6 + i * 0.34;
    s.fill(
      'shape',
      p.path(
        `M ${x} .3 L ${x + 0.03} ${-0.4 - 0.14 * i} L ${x + 0.17} ${-0.4 - 0.14 * i} L ${x + 0.2} .3 Z`,
      ),
    );
    s.fill('accent', p.circle(x + 0.24, -0.6 - 0.12 * i, 0.09 + 0.03 * i));
  });
  s.fill(
    'shape',
    p.path(
      'M -.9 .8 L -.9 .3 L .2 .3 L .2 .1 L .45 .3 L .45 .1 L .7 .3 L .7 .1 L .95 .3 L .95 .8 Z',
    ),
  );
  times(5, (i) => s.fill('ground', p.rect(-0.74 + i * 0.32, 0.46, 0.16, 0.14)));
};

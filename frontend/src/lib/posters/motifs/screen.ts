import { at, circle, halfDisc, line, polygon, rect, TURN } from '../drawing/path';
import { times, type Motif } from '../drawing/stage';

/** The blades of a lens. */
export const iris: Motif = (s) => {
  const blades = s.random.whole(6, 8);
  const r = s.r * 0.94;
  const hole = r * s.random.between(0.22, 0.42);
  const turn = s.random.between(0, TURN);
  s.fill('shape', circle(s.cx, s.cy, r));
  const lines = times(blades, (i) => {
    const a = turn + (i * TURN) / blades;
    return line([at(s.cx, s.cy, hole, a), at(s.cx, s.cy, r, a + 1.05)]);
  });
  s.stroke('ground', 3, ...lines);
  s.fill('accent', polygon(times(blades, (i) => at(s.cx, s.cy, hole, turn + (i * TURN) / blades))));
};

/** A picture in print dots. */
export const halftone: Motif = (s) => {
  const columns = s.random.whole(9, 11);
  const step = s.w / columns;
  const rows = Math.ceil(s.h / step);
  const angle = s.random.between(0, TURN);
  const d: string[] = [];
  for (let i = 0; i < columns * rows; i += 1) {
    const x = ((i % columns) + 0.5) * step;
    const y = (Math.floor(i / columns) + 0.5) * step;
    const t =
      0.5 + (((x - s.cx) * Math.cos(angle) + (y - s.cy) * Math.sin(angle)) / (s.w + s.h)) * 1.5;
    d.push(circle(x, y, step * Math.min(0.48, Math.max(0.06, t * 0.52))));
  }
  s.fill('shape', ...d);
  s.fill('accent', circle(...at(s.cx, s.cy, s.r * 0.4, angle + Math.PI), s.r * 0.26));
};

/** A strip of film. */
export const strip: Motif = (s) => {
  const x = s.w * s.random.between(0.1, 0.3);
  const w = s.w * 0.56;
  s.fill('shape', rect(x, 0, w, s.h));
  const holes = Math.floor(s.h / 16);
  for (let i = 0; i < holes; i += 1) {
    s.fill('ground', rect(x + 5, i * 16 + 4, 8, 8), rect(x + w - 13, i * 16 + 4, 8, 8));
  }
  const frame = w * 0.66;
  const count = Math.floor(s.h / frame);
  for (let i = 0; i <= count; i += 1)
    s.fill(i === 1 ? 'accent' : 'ground', rect(x + 18, i * frame + 4, w - 36, frame - 8));
};

/** Someone tells, and it is written down. */
export const lines: Motif = (s) => {
  const count = 9;
  const step = s.h / count;
  const odd = s.random.whole(1, count - 2);
  for (let i = 0; i < count; i += 1) {
    s.fill(
      i === odd ? 'accent' : 'shape',
      rect(s.w * 0.1, i * step + step * 0.28, s.w * s.random.between(0.3, 0.8), step * 0.44),
    );
  }
};

/** A screen taller than the room. */
export const screen: Motif = (s) => {
  const bow = s.h * 0.12;
  s.fill(
    'shape',
    `M0 ${s.h * 0.08}Q${s.cx} ${s.h * 0.08 + bow} ${s.w} ${s.h * 0.08}V${s.h * 0.7}Q${s.cx} ${s.h * 0.7 - bow} 0 ${s.h * 0.7}Z`,
  );
  const heads = s.random.whole(4, 6);
  s.each(
    'accent',
    times(heads, (i) => circle(((i + 0.5) * s.w) / heads, s.h * 0.9, s.w / heads / 3)),
  );
};

/** Frames that grow. */
export const growing: Motif = (s) => {
  const count = s.random.whole(5, 7);
  for (let i = 0; i < count; i += 1) {
    const k = 1.5 * (1 - i / count);
    s.fill(
      i === count - 1 ? 'accent' : i % 2 === 0 ? 'shape' : 'ground',
      rect(s.cx - s.w * 0.5 * k, s.cy - s.h * 0.42 * k, s.w * k, s.h * 0.84 * k),
    );
  }
};

/** The beam of a projector. */
export const beam: Motif = (s) => {
  const y = s.h * s.random.between(0.3, 0.6);
  const flip = s.random.chance(0.5);
  const x = (v: number) => (flip ? s.w - v : v);
  s.fill(
    'shape',
    polygon([
      [x(s.w * 0.2), y],
      [x(s.w), y - s.h * 0.34],
      [x(s.w), y + s.h * 0.34],
    ]),
  );
  s.fill('accent', circle(x(s.w * 0.2), y, s.r * 0.2));
};

/** A reel. */
export const reel: Motif = (s) => {
  const r = s.r * 0.86;
  const holes = s.random.whole(4, 6);
  const turn = s.random.between(0, 1);
  s.fill(
    'shape',
    circle(s.cx, s.cy, r),
    ...times(holes, (i) =>
      circle(...at(s.cx, s.cy, r * 0.58, turn + (i * TURN) / holes), r * 0.24),
    ),
  );
  s.fill('accent', circle(s.cx, s.cy, r * 0.16));
};

/** Rows of seats. */
export const seats: Motif = (s) => {
  const rows = s.random.whole(4, 5);
  const step = s.h / rows;
  const taken = s.random.whole(4, rows * 4);
  let n = 0;
  for (let i = 0; i < rows; i += 1) {
    for (let k = 0; k < 5; k += 1, n += 1) {
      const w = s.w / 4.6;
      const x = k * w + (i % 2 === 0 ? w * 0.1 : -w * 0.4);
      s.fill(
        n === taken ? 'accent' : 'shape',
        halfDisc(x + w * 0.45, i * step + step * 0.5, w * 0.42, -Math.PI / 2),
        rect(x + w * 0.03, i * step + step * 0.5 + 2, w * 0.84, step * 0.3),
      );
    }
  }
};

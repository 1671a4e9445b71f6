/** Shapes as SVG path data. Angles are in radians, clockwise from three o'clock. */

export type Point = readonly [x: number, y: number];

export const TURN = Math.PI * 2;

const round = (value: number) => Math.round(value * 10) / 10 || 0;

export const at = (cx: number, cy: number, r: number, angle: number): Point => [
  cx + r * Math.cos(angle),
  cy + r * Math.sin(angle),
];

export const line = (points: readonly Point[]) =>
  `M${points.map(([x, y]) => `${round(x)} ${round(y)}`).join('L')}`;

export const polygon = (points: readonly Point[]) => `${line(points)}Z`;

export const rect = (x: number, y: number, w: number, h: number) =>
  `M${round(x)} ${round(y)}h${round(w)}v${round(h)}h${round(-w)}Z`;

export const ellipse = (cx: number, cy: number, rx: number, ry: number) => {
  const radii = `${round(rx)} ${round(ry)}`;
  const width = round(2 * rx);
  return `M${round(cx - rx)} ${round(cy)}a${radii} 0 1 0 ${width} 0a${radii} 0 1 0 ${-width} 0Z`;
};

export const circle = (cx: number, cy: number, r: number) => ellipse(cx, cy, r, r);

/** A stretch of a circle's line, from one angle to a later one, less than a full turn. */
export const arc = (cx: number, cy: number, r: number, from: number, to: number) => {
  const [x0, y0] = at(cx, cy, r, from);
  const [x1, y1] = at(cx, cy, r, to);
  const large = to - from > Math.PI ? 1 : 0;
  return `M${round(x0)} ${round(y0)}A${round(r)} ${round(r)} 0 ${large} 1 ${round(x1)} ${round(y1)}`;
};

/** A slice of a disc. */
export const sector = (cx: number, cy: number, r: number, from: number, to: number) =>
  `${arc(cx, cy, r, from, to)}L${round(cx)} ${round(cy)}Z`;

/** Half a disc whose flat side faces away from `towards`. */
export const halfDisc = (cx: number, cy: number, r: number, towards: number) =>
  `${arc(cx, cy, r, towards - Math.PI / 2, towards + Math.PI / 2)}Z`;

export const star = (
  cx: number,
  cy: number,
  points: number,
  outer: number,
  inner: number,
  turn = -Math.PI / 2,
) =>
  polygon(
    Array.from({ length: points * 2 }, (_, i) =>
      at(cx, cy, i % 2 === 0 ? outer : inner, turn + (i * Math.PI) / points),
    ),
  );

/** A rectangle about its centre, turned. */
export const tilted = (cx: number, cy: number, w: number, h: number, angle: number) => {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const corners: Point[] = [
    [-w / 2, -h / 2],
    [w / 2, -h / 2],
    [w / 2, h / 2],
    [-w / 2, h / 2],
  ];
  return polygon(corners.map(([x, y]) => [cx + x * cos - y * sin, cy + x * sin + y * cos]));
};

/** A sine line from x0 to x1, as quadratic curves. */
export const wave = (x0: number, x1: number, y: number, height: number, length: number) => {
  const half = length / 2;
  let d = `M${round(x0)} ${round(y)}`;
  for (let x = x0, up = -1; x < x1; x += half, up = -up) {
    d += `q${round(half / 2)} ${round(up * height)} ${round(half)} 0`;
  }
  return d;
};

export const spiral = (cx: number, cy: number, r: number, turns: number, start: number) => {
  const steps = Math.ceil(turns * 36);
  return line(
    Array.from({ length: steps + 1 }, (_, i) =>
      at(cx, cy, (r * i) / steps, start + (i / steps) * turns * TURN),
    ),
  );
};

/** A heart of a square on its corner and two half discs; `r` is the radius of a lobe. */
export const heart = (cx: number, cy: number, r: number) => {
  const s = r * Math.SQRT1_2;
  const tip = cy + 3 * s;
  return (
    `M${round(cx)} ${round(tip)}L${round(cx - 2 * s)} ${round(cy + s)}` +
    `A${round(r)} ${round(r)} 0 0 1 ${round(cx)} ${round(cy - s)}` +
    `A${round(r)} ${round(r)} 0 0 1 ${round(cx + 2 * s)} ${round(cy + s)}Z`
  );
};

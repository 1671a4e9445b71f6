import { shapes, type LitLayer } from './layers';
import { trace } from './shapes';
import type { Stars } from './stars';

/** The colours that the tokens have now, resolved: a canvas knows no light-dark(). */
export interface Look {
  ground: string;
  ink: string;
  plain: string;
  accent: string;
  /** Of lit layers, by slot. */
  lit: readonly string[];
  serif: string;
  sans: string;
}

export interface Scene {
  /** Pixel = a + b × coordinate. */
  affine: { ax: number; bx: number; ay: number; by: number };
  zoom: number;
  width: number;
  height: number;
  /** The layers that are lit; all other stars go dim. */
  lit: readonly LitLayer[];
  /** Indices of the films that the person rated. */
  mine: readonly number[];
  /** The person's former coordinates, and last the present ones. */
  trail: readonly { x: number; y: number }[];
  hovered: number | null;
}

/** Up to this radius a square is as good as a disc, and several times as quick to draw. */
const SQUARE_PX = 2.2;
const LARGEST_PX = 9;
/** A lit star is at least so large that its shape can be seen. */
const LEAST_LIT_PX = 3.2;
const DIM = 0.4;

/** Stars grow more slowly than the map, so that coming closer makes room between them. */
export const growth = (zoom: number) => zoom ** 0.45;

/** Draws everything but words; returns how many stars were drawn. */
export function paint(
  ctx: CanvasRenderingContext2D,
  stars: Stars,
  scene: Scene,
  look: Look,
): number {
  const { width, height, lit } = scene;
  ctx.globalAlpha = 1;
  ctx.fillStyle = look.ground;
  ctx.fillRect(0, 0, width, height);
  const bright = new Set(lit.flatMap(({ films }) => films));
  ctx.fillStyle = look.plain;
  ctx.globalAlpha = lit.length > 0 ? DIM : 1;
  let drawn = paintPlain(ctx, stars, scene, bright);
  ctx.globalAlpha = 1;
  const before = new Set<number>();
  for (const layer of lit) drawn += paintLit(ctx, stars, scene, look, layer, before);
  paintMine(ctx, stars, scene, look);
  paintTrail(ctx, scene, look);
  return drawn;
}

const isOut = (x: number, y: number, { width, height }: Scene) =>
  x < -LARGEST_PX || y < -LARGEST_PX || x > width + LARGEST_PX || y > height + LARGEST_PX;

function paintPlain(
  ctx: CanvasRenderingContext2D,
  stars: Stars,
  scene: Scene,
  bright: ReadonlySet<number>,
): number {
  const { ax, bx, ay, by } = scene.affine;
  const grown = growth(scene.zoom);
  let drawn = 0;
  ctx.beginPath();
  for (let i = 0; i < stars.count; i += 1) {
    const x = ax + bx * (stars.x[i] as number);
    const y = ay + by * (stars.y[i] as number);
    if (isOut(x, y, scene) || bright.has(i)) continue;
    drawn += 1;
    const radius = Math.min(LARGEST_PX, (stars.radius[i] as number) * grown);
    if (radius <= SQUARE_PX) {
      const side = radius * 1.8;
      ctx.fillRect(x - side / 2, y - side / 2, side, side);
    } else {
      ctx.moveTo(x + radius, y);
      ctx.arc(x, y, radius, 0, 2 * Math.PI);
    }
  }
  ctx.fill();
  return drawn;
}

/** A film that another layer lights already gets this layer's shape as an outline around it. */
function paintLit(
  ctx: CanvasRenderingContext2D,
  stars: Stars,
  scene: Scene,
  look: Look,
  { slot, films }: LitLayer,
  before: Set<number>,
): number {
  const { ax, bx, ay, by } = scene.affine;
  const grown = growth(scene.zoom);
  const shape = shapes[slot] ?? 'disc';
  const again: [x: number, y: number, radius: number][] = [];
  let drawn = 0;
  ctx.fillStyle = look.lit[slot] ?? look.ink;
  ctx.strokeStyle = ctx.fillStyle;
  ctx.lineWidth = 1.5;
  ctx.beginPath();
  for (const i of films) {
    const x = ax + bx * (stars.x[i] as number);
    const y = ay + by * (stars.y[i] as number);
    const radius = Math.max(
      LEAST_LIT_PX,
      Math.min(LARGEST_PX, (stars.radius[i] as number) * grown),
    );
    const lit = before.has(i);
    before.add(i);
    if (isOut(x, y, scene)) continue;
    if (lit) again.push([x, y, radius + 3]);
    else {
      drawn += 1;
      trace(ctx, shape, x, y, radius);
    }
  }
  ctx.fill();
  ctx.beginPath();
  for (const [x, y, radius] of again) trace(ctx, shape, x, y, radius);
  ctx.stroke();
  return drawn;
}

function paintMine(
  ctx: CanvasRenderingContext2D,
  stars: Stars,
  { affine: { ax, bx, ay, by }, zoom, mine, hovered }: Scene,
  look: Look,
): void {
  ctx.strokeStyle = look.ink;
  ctx.lineWidth = 1.5;
  ctx.beginPath();
  for (const i of mine) ring(i, 2.5);
  ctx.stroke();
  if (hovered === null) return;
  ctx.strokeStyle = look.accent;
  ctx.lineWidth = 2;
  ctx.beginPath();
  ring(hovered, 4);
  ctx.stroke();

  function ring(i: number, gap: number) {
    const x = ax + bx * (stars.x[i] ?? 0);
    const y = ay + by * (stars.y[i] ?? 0);
    const radius = Math.min(LARGEST_PX, (stars.radius[i] ?? 1) * growth(zoom)) + gap;
    trace(ctx, 'disc', x, y, radius);
  }
}

/** The person: an amber point in a ring of ink, which stands out by day as well as by night. */
function paintTrail(
  ctx: CanvasRenderingContext2D,
  { affine: { ax, bx, ay, by }, trail }: Scene,
  look: Look,
): void {
  const points = trail.map(({ x, y }) => ({ x: ax + bx * x, y: ay + by * y }));
  const here = points.at(-1);
  if (!here) return;
  ctx.strokeStyle = look.ink;
  ctx.lineCap = 'round';
  points.slice(1).forEach((to, i) => {
    const from = points[i];
    if (!from) return;
    ctx.globalAlpha = 0.2 + (0.5 * (i + 1)) / points.length;
    ctx.lineWidth = 2;
    ctx.beginPath();
    ctx.moveTo(from.x, from.y);
    ctx.lineTo(to.x, to.y);
    ctx.stroke();
  });
  ctx.globalAlpha = 1;
  for (const [colour, radius] of [
    [look.ground, 12],
    [look.ink, 10],
    [look.accent, 7.5],
  ] as const) {
    ctx.fillStyle = colour;
    ctx.beginPath();
    trace(ctx, 'disc', here.x, here.y, radius);
    ctx.fill();
  }
}

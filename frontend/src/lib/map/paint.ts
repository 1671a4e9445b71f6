import type { Stars } from './stars';

/** The colours that the tokens have now, resolved: a canvas knows no light-dark(). */
export interface Look {
  ground: string;
  ink: string;
  soft: string;
  accent: string;
  /** By index into the genres of the map, and one more for films without. */
  genre: readonly string[];
  serif: string;
  sans: string;
}

export interface Scene {
  /** Pixel = a + b × coordinate. */
  affine: { ax: number; bx: number; ay: number; by: number };
  zoom: number;
  width: number;
  height: number;
  /** The genre that is lit; the others go dim. */
  lit: number | null;
  /** Indices of the films that the person rated. */
  mine: readonly number[];
  /** The person's former coordinates, and last the present ones. */
  trail: readonly { x: number; y: number }[];
  hovered: number | null;
}

/** Up to this radius a square is as good as a disc, and several times as quick to draw. */
const SQUARE_PX = 2.2;
const LARGEST_PX = 9;

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
  let drawn = 0;
  for (let genre = 0; genre <= stars.genres.length; genre += 1) {
    ctx.fillStyle = look.genre[genre] ?? look.soft;
    ctx.globalAlpha = lit === null ? 0.85 : lit === genre ? 1 : 0.16;
    drawn += paintGenre(ctx, stars, scene, stars.byGenre[genre] ?? []);
  }
  ctx.globalAlpha = 1;
  paintMine(ctx, stars, scene, look);
  paintTrail(ctx, scene, look);
  return drawn;
}

/** Stars grow more slowly than the map, so that coming closer makes room between them. */
export const growth = (zoom: number) => zoom ** 0.45;

function paintGenre(
  ctx: CanvasRenderingContext2D,
  stars: Stars,
  { affine: { ax, bx, ay, by }, zoom, width, height }: Scene,
  indices: readonly number[],
): number {
  const grown = growth(zoom);
  let drawn = 0;
  let discs = false;
  ctx.beginPath();
  for (const i of indices) {
    const x = ax + bx * (stars.x[i] as number);
    const y = ay + by * (stars.y[i] as number);
    if (x < -LARGEST_PX || y < -LARGEST_PX || x > width + LARGEST_PX || y > height + LARGEST_PX)
      continue;
    drawn += 1;
    const radius = Math.min(LARGEST_PX, (stars.radius[i] as number) * grown);
    if (radius <= SQUARE_PX) {
      const side = radius * 1.8;
      ctx.fillRect(x - side / 2, y - side / 2, side, side);
    } else {
      discs = true;
      ctx.moveTo(x + radius, y);
      ctx.arc(x, y, radius, 0, 2 * Math.PI);
    }
  }
  if (discs) ctx.fill();
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
    ctx.moveTo(x + radius, y);
    ctx.arc(x, y, radius, 0, 2 * Math.PI);
  }
}

function paintTrail(
  ctx: CanvasRenderingContext2D,
  { affine: { ax, bx, ay, by }, trail }: Scene,
  look: Look,
): void {
  const points = trail.map(({ x, y }) => ({ x: ax + bx * x, y: ay + by * y }));
  const here = points.at(-1);
  if (!here) return;
  ctx.strokeStyle = look.accent;
  ctx.lineCap = 'round';
  points.slice(1).forEach((to, i) => {
    const from = points[i];
    if (!from) return;
    ctx.globalAlpha = 0.25 + (0.6 * (i + 1)) / points.length;
    ctx.lineWidth = 2;
    ctx.beginPath();
    ctx.moveTo(from.x, from.y);
    ctx.lineTo(to.x, to.y);
    ctx.stroke();
  });
  ctx.globalAlpha = 0.22;
  ctx.fillStyle = look.accent;
  disc(18);
  ctx.globalAlpha = 1;
  disc(7);
  ctx.strokeStyle = look.ground;
  ctx.lineWidth = 2;
  ctx.stroke();

  function disc(radius: number) {
    if (!here) return;
    ctx.beginPath();
    ctx.arc(here.x, here.y, radius, 0, 2 * Math.PI);
    ctx.fill();
  }
}

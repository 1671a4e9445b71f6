import type { Shape } from './drawing/stage';
import { HEIGHT, WIDTH, type Line } from './layout';
import type { Poster } from './poster';

/** The faces of posters as a canvas names them; Poster.svelte has them as CSS. */
export const FACES: Record<Line['face'], string> = {
  serif: "600 1px 'Newsreader Display', Georgia, serif",
  sans: "700 1px 'Instrument Sans Poster', 'Arial Narrow', sans-serif",
};

function paintShape(context: CanvasRenderingContext2D, shape: Shape): void {
  const path = new Path2D(shape.d);
  if (shape.stroke === 'none') {
    context.fillStyle = shape.fill;
    context.fill(path, 'evenodd');
  } else {
    context.strokeStyle = shape.stroke;
    context.lineWidth = shape.strokeWidth;
    context.stroke(path);
  }
}

/** Sets a line to its length, as `textLength` with `spacingAndGlyphs` does in SVG. */
function paintLine(context: CanvasRenderingContext2D, line: Line): void {
  context.save();
  context.font = FACES[line.face].replace('1px', `${line.size}px`);
  context.fillStyle = line.fill;
  context.translate(line.x, line.y);
  if (line.upright) context.rotate(-Math.PI / 2);
  const width = context.measureText(line.text).width;
  if (width > 0) context.scale(line.length / width, 1);
  context.fillText(line.text, 0, 0);
  context.restore();
}

/** Paints a poster as Poster.svelte draws it, with its upper left corner at (x, y). */
export function paintPoster(
  context: CanvasRenderingContext2D,
  { ground, art, plates, lines }: Poster,
  x: number,
  y: number,
  width: number,
): void {
  context.save();
  context.translate(x, y);
  context.scale(width / WIDTH, width / WIDTH);
  context.beginPath();
  context.rect(0, 0, WIDTH, HEIGHT);
  context.clip();
  context.fillStyle = ground;
  context.fillRect(0, 0, WIDTH, HEIGHT);
  context.save();
  context.translate(art.x, art.y);
  context.beginPath();
  context.rect(0, 0, art.w, art.h);
  context.clip();
  context.fillStyle = art.ground;
  context.fillRect(0, 0, art.w, art.h);
  for (const shape of art.shapes) paintShape(context, shape);
  context.restore();
  for (const plate of plates) paintShape(context, plate);
  for (const line of lines) paintLine(context, line);
  context.restore();
}

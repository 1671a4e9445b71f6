import type { Shape } from './layers';

/** Adds a shape to the path; all shapes of a radius cover about as much. */
export function trace(
  ctx: Pick<CanvasRenderingContext2D, 'moveTo' | 'lineTo' | 'arc' | 'rect' | 'closePath'>,
  shape: Shape,
  x: number,
  y: number,
  radius: number,
): void {
  if (shape === 'disc') {
    ctx.moveTo(x + radius, y);
    ctx.arc(x, y, radius, 0, 2 * Math.PI);
    return;
  }
  if (shape === 'square') {
    const half = radius * 0.89;
    ctx.rect(x - half, y - half, 2 * half, 2 * half);
    return;
  }
  const reach = radius * (shape === 'triangle' ? 1.5 : 1.25);
  const corners = shape === 'triangle' ? 3 : 4;
  for (let corner = 0; corner < corners; corner += 1) {
    const angle = (2 * Math.PI * corner) / corners - Math.PI / 2;
    const [px, py] = [x + reach * Math.cos(angle), y + reach * Math.sin(angle)];
    if (corner === 0) ctx.moveTo(px, py);
    else ctx.lineTo(px, py);
  }
  ctx.closePath();
}

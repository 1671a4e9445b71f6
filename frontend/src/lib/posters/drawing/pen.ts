import { circle, rect, type Point } from './path';
import type { Stage } from './stage';

const TOKEN = /[A-Z]|-?\d*\.?\d+/g;
const round = (value: number) => Math.round(value * 10) / 10 || 0;

/**
 * Draws about a centre in units of a radius, so that a motif is written once for every size: x grows
 * to the right (to the left where the pen is flipped), y downwards, and −1 … 1 fills the stage.
 */
export class Pen {
  constructor(
    readonly x: number,
    readonly y: number,
    readonly r: number,
    readonly flip: 1 | -1 = 1,
  ) {}

  at(x: number, y: number): Point {
    return [this.x + this.flip * x * this.r, this.y + y * this.r];
  }

  /** SVG path data in units, of the commands M, L, Q, C and Z. */
  path(units: string): string {
    let across = true;
    return (units.match(TOKEN) ?? [])
      .map((token) => {
        if (/[A-Z]/.test(token)) {
          across = true;
          return token;
        }
        const value = Number(token) * this.r;
        const place = across ? this.x + this.flip * value : this.y + value;
        across = !across;
        return `${round(place)} `;
      })
      .join('');
  }

  circle(x: number, y: number, r: number): string {
    return circle(...this.at(x, y), r * this.r);
  }

  /** A rectangle by its left edge, its top, its width and its height. */
  rect(x: number, y: number, w: number, h: number): string {
    const [left, top] = this.at(this.flip > 0 ? x : x + w, y);
    return rect(left, top, w * this.r, h * this.r);
  }

  /** The width of a line, in units. */
  width(units: number): number {
    return units * this.r;
  }
}

/** A pen for the whole stage that points either way. */
export const penOf = (stage: Stage, size = 0.9): Pen =>
  new Pen(stage.cx, stage.cy, stage.r * size, stage.random.sign());

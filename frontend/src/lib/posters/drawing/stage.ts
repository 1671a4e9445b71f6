import type { Random } from './random';

/** The three inks a motif may use. `ground` is what lies beneath it: use it to cut holes. */
export interface Inks {
  ground: string;
  shape: string;
  accent: string;
}

export interface Shape {
  d: string;
  /** An ink, or 'none' for a line. */
  fill: string;
  /** An ink, or 'none' for a plane. */
  stroke: string;
  strokeWidth: number;
}

export type Motif = (stage: Stage) => void;

/** What a motif draws on: a plane from (0, 0) to (w, h) that cuts off all that goes past it. */
export class Stage {
  readonly shapes: Shape[] = [];
  readonly cx: number;
  readonly cy: number;
  /** Half of the shorter side. */
  readonly r: number;

  constructor(
    readonly w: number,
    readonly h: number,
    readonly inks: Inks,
    readonly random: Random,
  ) {
    this.cx = w / 2;
    this.cy = h / 2;
    this.r = Math.min(w, h) / 2;
  }

  /** A plane; where its outlines overlap, the ground shows through. */
  fill(ink: keyof Inks, ...paths: string[]): this {
    const fill = this.inks[ink];
    this.shapes.push({ d: paths.join(''), fill, stroke: 'none', strokeWidth: 0 });
    return this;
  }

  /** A plane of many pieces that may overlap without holes. */
  each(ink: keyof Inks, paths: readonly string[]): this {
    for (const d of paths) this.fill(ink, d);
    return this;
  }

  stroke(ink: keyof Inks, strokeWidth: number, ...paths: string[]): this {
    const stroke = this.inks[ink];
    this.shapes.push({ d: paths.join(''), fill: 'none', stroke, strokeWidth });
    return this;
  }
}

/** `count` results of `make`, called with 0, 1, 2 … */
export const times = <T>(count: number, make: (i: number) => T): T[] =>
  Array.from({ length: count }, (_, i) => make(i));

import type { Shape } from './drawing/stage';
import type { Face } from './glyphs';
import type { Ink } from './inks';

/** What a poster shows of a film. */
export interface Film {
  id: number;
  title: string;
  year: number | null;
  genres: readonly string[];
}

/** One line of type. `length` is the width it is set to, so that no other font can overflow. */
export interface Line {
  text: string;
  x: number;
  y: number;
  size: number;
  length: number;
  face: Face;
  fill: string;
  /** Reads upwards from (x, y). */
  upright: boolean;
}

export interface Layout {
  art: { x: number; y: number; w: number; h: number };
  plates: Shape[];
  lines: Line[];
  /** The ground about the art, where it is not the genre's; 'art' continues that of the art. */
  ground?: Ink | 'art';
}

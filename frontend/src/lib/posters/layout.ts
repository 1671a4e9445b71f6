import type { Shape } from './drawing/stage';
import type { Face } from './glyphs';
import type { Ink } from './inks';

/** The plane that posters are drawn on. */
export const WIDTH = 200;
export const HEIGHT = 300;

/** What a poster shows of a film. */
export interface Film {
  id: number;
  title: string;
  year: number | null;
  genres: readonly string[];
  /** The most telling first. */
  tags?: readonly string[];
  plot?: string | null;
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

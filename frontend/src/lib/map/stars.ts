import { quadtree, type Quadtree } from 'd3-quadtree';
import type { MovieMap } from '$lib/api/models';

/** A rectangle on the map; −1 to 1 both ways, y upwards as the server has it. */
export interface Box {
  left: number;
  right: number;
  bottom: number;
  top: number;
}

/** The films of a release as points, indexed as in the answer: the most rated come first. */
export class Stars {
  readonly count: number;
  readonly ids: readonly number[];
  readonly titles: readonly string[];
  readonly years: readonly (number | null)[];
  /** Index into `genres`; `genres.length` for films without a genre. */
  readonly genre: Uint8Array;
  readonly x: Float32Array;
  readonly y: Float32Array;
  /** Pixels of the radius while the whole map is shown: better known films are larger. */
  readonly radius: Float32Array;
  readonly genres: readonly string[];
  /** Indices by genre, so that one colour is drawn in one go. */
  readonly byGenre: readonly (readonly number[])[];
  readonly #indices: ReadonlyMap<number, number>;
  readonly #tree: Quadtree<number>;

  constructor({ genres, movies }: MovieMap) {
    this.genres = genres;
    this.ids = movies.movie_id;
    this.titles = movies.title;
    this.years = movies.year;
    this.count = movies.movie_id.length;
    this.x = Float32Array.from(movies.x);
    this.y = Float32Array.from(movies.y);
    this.genre = Uint8Array.from(movies.genre, (genre) => genre ?? genres.length);
    const most = Math.log1p(Math.max(1, ...movies.rating_count.slice(0, 1)));
    // Draw stars larger where there are fewer of them.
    const roomy = Math.min(1.7, Math.max(1, (8000 / Math.max(1, this.count)) ** 0.3));
    this.radius = Float32Array.from(
      movies.rating_count,
      (ratings) => roomy * (0.8 + 1.5 * (Math.log1p(ratings) / most) ** 2),
    );
    const byGenre: number[][] = Array.from({ length: genres.length + 1 }, () => []);
    this.genre.forEach((genre, i) => byGenre[genre]?.push(i));
    this.byGenre = byGenre;
    this.#indices = new Map(this.ids.map((id, i) => [id, i]));
    this.#tree = quadtree(
      this.ids.map((_, i) => i),
      (i) => this.x[i] ?? 0,
      (i) => this.y[i] ?? 0,
    );
  }

  /** The index of a film, or null where the map does not have it. */
  indexOf(id: number): number | null {
    return this.#indices.get(id) ?? null;
  }

  /** The film nearest to the coordinates and within `reach`; null where there is none. */
  nearest(x: number, y: number, reach: number): number | null {
    return this.#tree.find(x, y, reach) ?? null;
  }

  /** The films in a rectangle, the most rated first. */
  within({ left, right, bottom, top }: Box): number[] {
    const found: number[] = [];
    this.#tree.visit((node, x0, y0, x1, y1) => {
      if (x0 > right || x1 < left || y0 > top || y1 < bottom) return true;
      if (node.length) return false;
      for (let leaf: typeof node | undefined = node; leaf; leaf = leaf.next) {
        const i = leaf.data;
        const [x, y] = [this.x[i] ?? 0, this.y[i] ?? 0];
        if (x >= left && x <= right && y >= bottom && y <= top) found.push(i);
      }
      return false;
    });
    return found.sort((a, b) => a - b);
  }

  /** The coordinates of the densest cell of a genre in a coarse grid, for its label. */
  homeOf(genre: number): { x: number; y: number } | null {
    const CELLS = 12;
    const cells = new Map<number, number[]>();
    for (const i of this.byGenre[genre] ?? []) {
      const column = Math.floor((((this.x[i] ?? 0) + 1) / 2) * CELLS);
      const row = Math.floor((((this.y[i] ?? 0) + 1) / 2) * CELLS);
      const key = row * (CELLS + 1) + column;
      const cell = cells.get(key);
      if (cell) cell.push(i);
      else cells.set(key, [i]);
    }
    const densest = [...cells.values()].sort((a, b) => b.length - a.length)[0];
    if (!densest) return null;
    const mean = (of: Float32Array) =>
      densest.reduce((sum, i) => sum + (of[i] ?? 0), 0) / densest.length;
    return { x: mean(this.x), y: mean(this.y) };
  }
}

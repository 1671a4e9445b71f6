import { quadtree, type Quadtree } from 'd3-quadtree';
import type { MapLayers, MapRegion, MovieMap } from '$lib/api/models';

/** A rectangle on the map; −1 to 1 both ways, y upwards as the server has it. */
export interface Box {
  left: number;
  right: number;
  bottom: number;
  top: number;
}

/** Lower case without accents, so that "amelie" finds "Amélie". */
const folded = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** The films of a release as points, indexed as in the answer: the most rated come first. */
export class Stars {
  readonly count: number;
  readonly ids: readonly number[];
  readonly titles: readonly string[];
  readonly years: readonly (number | null)[];
  readonly x: Float32Array;
  readonly y: Float32Array;
  /** Pixels of the radius while the whole map is shown: better known films are larger. */
  readonly radius: Float32Array;
  readonly regions: readonly MapRegion[];
  readonly layers: MapLayers;
  readonly #indices: ReadonlyMap<number, number>;
  readonly #tree: Quadtree<number>;
  #folded: readonly string[] | null = null;

  constructor({ regions, layers, movies }: MovieMap) {
    this.regions = regions;
    this.layers = layers;
    this.ids = movies.movie_id;
    this.titles = movies.title;
    this.years = movies.year;
    this.count = movies.movie_id.length;
    this.x = Float32Array.from(movies.x);
    this.y = Float32Array.from(movies.y);
    const most = Math.log1p(Math.max(1, ...movies.rating_count.slice(0, 1)));
    // Draw stars larger where there are fewer of them.
    const roomy = Math.min(1.7, Math.max(1, (8000 / Math.max(1, this.count)) ** 0.3));
    this.radius = Float32Array.from(
      movies.rating_count,
      (ratings) => roomy * (0.8 + 1.5 * (Math.log1p(ratings) / most) ** 2),
    );
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

  /** The indices of films, in the order of their ids; those that the map lacks are left out. */
  indicesOf(ids: Iterable<number>): number[] {
    const found: number[] = [];
    for (const id of ids) {
      const i = this.#indices.get(id);
      if (i !== undefined) found.push(i);
    }
    return found;
  }

  /** The film nearest to the coordinates and within `reach`; null where there is none. */
  nearest(x: number, y: number, reach: number): number | null {
    return this.#tree.find(x, y, reach) ?? null;
  }

  /** The films around a point, the nearest first. */
  around(x: number, y: number, most: number): number[] {
    const apart = (i: number) => ((this.x[i] ?? 0) - x) ** 2 + ((this.y[i] ?? 0) - y) ** 2;
    const distances = this.ids.map((_, i) => apart(i));
    return this.ids
      .map((_, i) => i)
      .sort((a, b) => (distances[a] ?? 0) - (distances[b] ?? 0))
      .slice(0, most);
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

  /** The films whose title has the words: those that begin with them first, then the best known. */
  titled(words: string, most: number): number[] {
    const wanted = folded(words.trim());
    if (wanted === '') return [];
    this.#folded ??= this.titles.map(folded);
    const first: number[] = [];
    const inside: number[] = [];
    this.#folded.forEach((title, i) => {
      if (title.startsWith(wanted)) first.push(i);
      else if (title.includes(` ${wanted}`)) inside.push(i);
    });
    return [...first, ...inside].slice(0, most);
  }
}

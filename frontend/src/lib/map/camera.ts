import { select } from 'd3-selection';
import { zoom, zoomIdentity, type ZoomBehavior, type ZoomTransform } from 'd3-zoom';
import type { Box } from './stars';

const CLOSEST = 40;
/** Share of the picture that is left free around the whole map. */
const MARGIN = 0.06;

/**
 * Which part of the map a picture of `width` × `height` pixels shows. d3-zoom turns drags, wheels
 * and pinches into a transform; this class turns the transform into coordinates on the map.
 */
export class Camera {
  #width = 1;
  #height = 1;
  #transform: ZoomTransform = zoomIdentity;
  #zoom: ZoomBehavior<HTMLCanvasElement, unknown>;
  #canvas: HTMLCanvasElement | null = null;

  /** `settled` is called once a movement has come to rest. */
  constructor(
    private readonly moved: () => void,
    private readonly settled: () => void,
  ) {
    this.#zoom = zoom<HTMLCanvasElement, unknown>()
      .scaleExtent([1, CLOSEST])
      .on('zoom', (event: { transform: ZoomTransform }) => {
        this.#transform = event.transform;
        this.moved();
      })
      .on('end', () => this.settled());
  }

  get zoom(): number {
    return this.#transform.k;
  }

  attach(canvas: HTMLCanvasElement): () => void {
    this.#canvas = canvas;
    select(canvas).call(this.#zoom).on('dblclick.zoom', null);
    return () => {
      select(canvas).on('.zoom', null);
      this.#canvas = null;
    };
  }

  /** Called on a change of size; the coordinates in the middle stay there. */
  resize(width: number, height: number): void {
    const middle = this.coordinatesAt(this.#width / 2, this.#height / 2);
    const { k } = this.#transform;
    const first = this.#width === 1;
    this.#width = width;
    this.#height = height;
    this.#zoom.extent([
      [0, 0],
      [width, height],
    ]);
    this.#zoom.translateExtent([
      [-width * 0.25, -height * 0.25],
      [width * 1.25, height * 1.25],
    ]);
    if (!first) this.look(middle.x, middle.y, k);
  }

  /** Pixels of one unit of the map while all of it is shown; x and y may be stretched apart. */
  get #scale(): { x: number; y: number } {
    return {
      x: (this.#width / 2) * (1 - 2 * MARGIN),
      y: (this.#height / 2) * (1 - 2 * MARGIN),
    };
  }

  /** What the painter multiplies with and adds: pixel = a + b × coordinate. */
  get affine(): { ax: number; bx: number; ay: number; by: number } {
    const { k, x, y } = this.#transform;
    const scale = this.#scale;
    return {
      ax: x + (k * this.#width) / 2,
      bx: k * scale.x,
      ay: y + (k * this.#height) / 2,
      by: -k * scale.y,
    };
  }

  coordinatesAt(px: number, py: number): { x: number; y: number } {
    const { ax, bx, ay, by } = this.affine;
    return { x: (px - ax) / bx, y: (py - ay) / by };
  }

  pixel(x: number, y: number): { x: number; y: number } {
    const { ax, bx, ay, by } = this.affine;
    return { x: ax + bx * x, y: ay + by * y };
  }

  get box(): Box {
    const corner = this.coordinatesAt(0, 0);
    const other = this.coordinatesAt(this.#width, this.#height);
    return { left: corner.x, right: other.x, top: corner.y, bottom: other.y };
  }

  get middle(): { x: number; y: number } {
    return this.coordinatesAt(this.#width / 2, this.#height / 2);
  }

  /** Puts coordinates into the middle, without animation. */
  look(x: number, y: number, k: number): void {
    const near = Math.min(CLOSEST, Math.max(1, k));
    const scale = this.#scale;
    const to = zoomIdentity
      .translate(
        -near * scale.x * x + (this.#width / 2) * (1 - near),
        near * scale.y * y + (this.#height / 2) * (1 - near),
      )
      .scale(near);
    this.#set(to);
  }

  /** Comes closer, or goes away, around the middle. */
  by(factor: number): void {
    const { x, y } = this.middle;
    this.look(x, y, this.zoom * factor);
  }

  /** Moves by shares of the picture. */
  pan(right: number, down: number): void {
    const { x, y } = this.coordinatesAt(this.#width * (0.5 + right), this.#height * (0.5 + down));
    this.look(x, y, this.zoom);
  }

  #set(to: ZoomTransform): void {
    if (this.#canvas) select(this.#canvas).call(this.#zoom.transform, to);
    else {
      this.#transform = to;
      this.moved();
    }
  }
}

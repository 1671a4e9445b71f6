import type { Look, Scene } from './paint';
import { growth } from './paint';
import type { Stars } from './stars';

/** From here on films are named, and genres no longer. */
const TITLES_FROM = 2.2;
const MOST_TITLES = 40;
const LINE_PX = 16;

interface Room {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** Remembers where words stand, and refuses a word that would touch another. */
class Page {
  readonly #occupied: Room[] = [];

  reserve(room: Room): boolean {
    const touches = this.#occupied.some(
      (other) =>
        room.left < other.right &&
        room.right > other.left &&
        room.top < other.bottom &&
        room.bottom > other.top,
    );
    if (!touches) this.#occupied.push(room);
    return !touches;
  }
}

/** Writes the names of genres at low zoom, and the titles of films at high zoom. */
export function write(
  ctx: CanvasRenderingContext2D,
  stars: Stars,
  scene: Scene,
  look: Look,
  names: {
    genres: readonly string[];
    homes: readonly ({ x: number; y: number } | null)[];
    you: string;
  },
  inView: readonly number[],
): void {
  const page = new Page();
  const { ax, bx, ay, by } = scene.affine;
  ctx.textBaseline = 'middle';
  ctx.lineJoin = 'round';
  ctx.strokeStyle = look.ground;
  const here = scene.trail.at(-1);
  if (here) {
    ctx.font = `600 15px ${look.sans}`;
    word(names.you, ax + bx * here.x + 14, ay + by * here.y, look.ink, 'left');
  }
  if (scene.zoom < TITLES_FROM) {
    ctx.font = `italic 400 21px ${look.serif}`;
    names.genres.forEach((name, genre) => {
      const home = names.homes[genre];
      if (!home || (scene.lit !== null && scene.lit !== genre)) return;
      word(name, ax + bx * home.x, ay + by * home.y, look.ink, 'center');
    });
  }
  if (scene.zoom < TITLES_FROM) return;
  ctx.font = `500 13px ${look.serif}`;
  const shown = scene.lit === null ? inView : inView.filter((i) => stars.genre[i] === scene.lit);
  for (const i of shown.slice(0, MOST_TITLES)) {
    const radius = (stars.radius[i] ?? 1) * growth(scene.zoom);
    const x = ax + bx * (stars.x[i] ?? 0) + radius + 5;
    word(stars.titles[i] ?? '', x, ay + by * (stars.y[i] ?? 0), look.ink, 'left');
  }

  function word(text: string, x: number, y: number, ink: string, align: 'left' | 'center'): void {
    const width = ctx.measureText(text).width;
    const left = align === 'left' ? x : x - width / 2;
    const room = { left, right: left + width + 8, top: y - LINE_PX / 2, bottom: y + LINE_PX / 2 };
    if (room.right < 0 || room.left > scene.width || !page.reserve(room)) return;
    ctx.textAlign = align;
    ctx.lineWidth = 4;
    ctx.strokeText(text, x, y);
    ctx.fillStyle = ink;
    ctx.fillText(text, x, y);
  }
}

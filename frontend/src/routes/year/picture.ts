/** A year of the diary as a picture to be shared: a heading, and all posters beneath it. */
import type { Movie, Year } from '$lib/api/models';
import { t } from '$lib/i18n';
import { FACES, paintPoster } from '$lib/posters/paint';
import { HEIGHT, WIDTH } from '$lib/posters/layout';
import { posterOf } from '$lib/posters/poster';

const PICTURE = { width: 1080, height: 1350, margin: 60, top: 270, bottom: 96, gap: 8 };
/** Always as on paper, whatever the theme: it is sent to others. */
const INK = { paper: '#faf6ee', ink: '#1b1712', soft: '#5f564a' };
const DISPLAY = "'Newsreader Display', Georgia, serif";
const SANS = "'Instrument Sans', system-ui, sans-serif";

export interface Wall {
  columns: number;
  /** The width of a poster, in pixels. */
  width: number;
  height: number;
  /** How far the first poster is from the left and the top of the box, in whose middle all stand. */
  left: number;
  above: number;
}

/** The largest posters of which `count` fit into a box, side by side. */
export function wallIn(boxWidth: number, boxHeight: number, count: number, gap: number): Wall {
  let best: Wall = { columns: 1, width: 0, height: 0, left: 0, above: 0 };
  for (let columns = 1; columns <= count; columns += 1) {
    const rows = Math.ceil(count / columns);
    const widest = (boxWidth - gap * (columns - 1)) / columns;
    const highest = (boxHeight - gap * (rows - 1)) / rows;
    const width = Math.min(widest, (highest * WIDTH) / HEIGHT);
    if (width <= best.width) continue;
    const height = (width * HEIGHT) / WIDTH;
    const left = (boxWidth - columns * width - gap * (columns - 1)) / 2;
    const above = (boxHeight - rows * height - gap * (rows - 1)) / 2;
    best = { columns, width, height, left, above };
  }
  return best;
}

/** Loads the fonts of the texts, which the browser may not have needed so far. */
async function loadFonts(movies: readonly Movie[]): Promise<void> {
  const titles = movies.map(({ title }) => title).join('');
  const all = titles + titles.toUpperCase() + '0123456789';
  const faces = [...Object.values(FACES), `400 1px ${DISPLAY}`, `500 1px ${SANS}`];
  await Promise.all(faces.map((face) => document.fonts.load(face, all)));
}

/** The words beneath the year: how many films, and how long they took. */
export const summary = (year: Year) =>
  [
    t.yearPage.films(year.films),
    ...(year.minutes > 0 ? [t.yearPage.hours(year.minutes)] : []),
  ].join(' · ');

export async function paintYear(year: Year, username: string): Promise<HTMLCanvasElement> {
  const movies = year.items.map(({ movie }) => movie);
  await loadFonts(movies);
  const { width, height, margin, top, bottom, gap } = PICTURE;
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d');
  if (!context) throw new Error('this browser paints nothing');
  context.fillStyle = INK.paper;
  context.fillRect(0, 0, width, height);
  context.fillStyle = INK.ink;
  context.fillRect(0, 0, width, 14);
  context.font = `400 180px ${DISPLAY}`;
  context.fillText(String(year.year), margin - 8, 198);
  context.textAlign = 'right';
  context.font = `500 30px ${SANS}`;
  context.fillText(summary(year), width - margin, 150, 560);
  context.fillStyle = INK.soft;
  context.font = `400 26px ${SANS}`;
  context.fillText(t.yearPage.of(username), width - margin, 196, 560);
  context.fillText(t.app.name, width - margin, height - 38);
  context.textAlign = 'left';

  const box = { width: width - 2 * margin, height: height - top - bottom };
  const wall = wallIn(box.width, box.height, movies.length, gap);
  const posters = await Promise.all(movies.map(posterOf));
  posters.forEach((poster, index) => {
    if (!poster) return;
    const column = index % wall.columns;
    const row = Math.floor(index / wall.columns);
    const x = margin + wall.left + column * (wall.width + gap);
    const y = top + wall.above + row * (wall.height + gap);
    paintPoster(context, poster, x, y, wall.width);
  });
  return canvas;
}

const asBlob = (canvas: HTMLCanvasElement): Promise<Blob> =>
  new Promise((resolve, reject) =>
    canvas.toBlob((blob) => {
      if (blob) resolve(blob);
      else reject(new Error('this browser makes no PNG'));
    }, 'image/png'),
  );

/** Hands the picture to the phone's own way of sharing, or saves it; false where a person stopped. */
export async function sharePicture(year: Year, username: string): Promise<boolean> {
  const blob = await asBlob(await paintYear(year, username));
  const file = new File([blob], t.yearPage.file(year.year), { type: 'image/png' });
  const byHand = matchMedia('(pointer: coarse)').matches;
  if (byHand && 'canShare' in navigator && navigator.canShare({ files: [file] })) {
    try {
      await navigator.share({ files: [file], title: t.yearPage.title(year.year) });
      return true;
    } catch (error) {
      if (error instanceof DOMException && error.name === 'AbortError') return false;
      throw error;
    }
  }
  const url = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = url;
  link.download = file.name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
  return true;
}

import type { MapRegion } from '$lib/api/models';
import { placeLabels, type Label, type PlacedLabel, type Room } from './labels';
import { growth, type Look, type Scene } from './paint';
import type { Stars } from './stars';

/** From here on films are named. */
const TITLES_FROM = 2.2;
const MOST_LABELS = 60;
/** How many films are tried, the best known first, until there is no more room. */
const MOST_TRIED = 160;
/** How many lit films are named where the map is shown whole. */
const MOST_HITS = 8;
const YOU_PX = 12;
const HEIGHTS = { you: 22, region: 26, film: 18 } as const;

/** The name of each region: the first of its names that no larger region has, else none. */
export function regionLabels(
  regions: readonly MapRegion[],
  name: (names: MapRegion['names'][number]) => string,
): string[] {
  const taken = new Set<string>();
  return regions.map(({ names }) => {
    const text = names.map(name).find((shown) => !taken.has(shown)) ?? '';
    taken.add(text);
    return text;
  });
}

const fonts = (look: Look) => ({
  you: `700 15px ${look.sans}`,
  region: `italic 500 20px ${look.serif}`,
  film: `500 13px ${look.serif}`,
});

/** Widths of what was measured, by font and text: measuring is what takes the time. */
const widths = new Map<string, number>();

/** Writes the names of regions and films; returns where they stand. */
export function write(
  ctx: CanvasRenderingContext2D,
  stars: Stars,
  scene: Scene,
  look: Look,
  names: { regions: readonly string[]; you: string },
  inView: readonly number[],
  reserved: readonly Room[],
): PlacedLabel[] {
  const font = fonts(look);
  const measure = ({ text, kind }: Label) => {
    const key = `${font[kind]} ${text}`;
    let width = widths.get(key);
    if (width === undefined) {
      ctx.font = font[kind];
      width = ctx.measureText(text).width;
      widths.set(key, width);
    }
    return { width, height: HEIGHTS[kind] };
  };
  const placed = placeLabels(
    candidates(stars, scene, names, inView),
    scene,
    [...reserved, ...you(scene)],
    measure,
    MOST_LABELS,
  );
  ctx.textBaseline = 'middle';
  ctx.textAlign = 'left';
  ctx.lineJoin = 'round';
  ctx.lineWidth = 4;
  ctx.strokeStyle = look.ground;
  ctx.fillStyle = look.ink;
  for (const { kind, text, at } of placed) {
    ctx.font = font[kind];
    ctx.strokeText(text, at.x, at.y);
    ctx.fillText(text, at.x, at.y);
  }
  return placed;
}

/** The room of the person's own point, which no name may cover. */
function you({ trail, affine: { ax, bx, ay, by } }: Scene): Room[] {
  const here = trail.at(-1);
  if (!here) return [];
  const [x, y] = [ax + bx * here.x, ay + by * here.y];
  return [{ left: x - YOU_PX, right: x + YOU_PX, top: y - YOU_PX, bottom: y + YOU_PX }];
}

function* candidates(
  stars: Stars,
  { affine: { ax, bx, ay, by }, zoom, trail, lit }: Scene,
  names: { regions: readonly string[]; you: string },
  inView: readonly number[],
): Generator<Label> {
  const here = trail.at(-1);
  if (here) {
    const [x, y] = [ax + bx * here.x, ay + by * here.y];
    yield { kind: 'you', text: names.you, x, y, gap: YOU_PX + 4 };
  }
  const film = (i: number): Label => ({
    kind: 'film',
    text: stars.titles[i] ?? '',
    x: ax + bx * (stars.x[i] ?? 0),
    y: ay + by * (stars.y[i] ?? 0),
    gap: (stars.radius[i] ?? 1) * growth(zoom) + 5,
  });
  for (const { layer, films } of lit) {
    if (layer.kind === 'search') yield* films.slice(0, MOST_HITS).map(film);
  }
  for (const [n, { x, y }] of stars.regions.entries()) {
    const text = names.regions[n];
    if (text) yield { kind: 'region', text, x: ax + bx * x, y: ay + by * y, gap: 0 };
  }
  if (zoom < TITLES_FROM) return;
  const bright = new Set(lit.flatMap(({ films }) => films));
  const shown = bright.size > 0 ? inView.filter((i) => bright.has(i)) : inView;
  yield* shown.slice(0, MOST_TRIED).map(film);
}

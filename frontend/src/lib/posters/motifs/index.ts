import type { Motif } from '../drawing/stage';
import type * as calm from './calm';
import type * as city from './city';
import type * as comedy from './comedy';
import type * as creatures from './creatures';
import type * as crime from './crime';
import type * as drama from './drama';
import type * as fantastic from './fantastic';
import type * as fantasy from './fantasy';
import type * as far from './far';
import type * as horror from './horror';
import type * as land from './land';
import type * as loud from './loud';
import type * as musical from './musical';
import type * as noir from './noir';
import type * as objects from './objects';
import type * as romance from './romance';
import type * as science from './science';
import type * as screen from './screen';
import type * as sea from './sea';
import type * as space from './space';
import type * as table from './table';
import type * as things from './things';
import type * as travel from './travel';
import type * as young from './young';

type Groups = typeof calm &
  typeof city &
  typeof comedy &
  typeof creatures &
  typeof crime &
  typeof drama &
  typeof fantastic &
  typeof fantasy &
  typeof far &
  typeof horror &
  typeof land &
  typeof loud &
  typeof musical &
  typeof noir &
  typeof objects &
  typeof romance &
  typeof science &
  typeof screen &
  typeof sea &
  typeof space &
  typeof table &
  typeof things &
  typeof travel &
  typeof young;
/** Everything that can be drawn. What would hurt to look at is not among it. */
export type MotifName = keyof Groups;

type Group = Readonly<Partial<Record<MotifName, Motif>>>;

/** Each group comes as a script of its own, when something of it is to be drawn. */
export const groups: readonly (readonly [load: () => Promise<Group>, names: string])[] = [
  [
    () => import('./calm'),
    'horizon ripples dawn stones feather birds paperBird bands candle grass stillness',
  ],
  [
    () => import('./city'),
    'skyline bridge churchWindow tent columns pagoda torii pyramids ironTower curtain subway neon chimneys',
  ],
  [
    () => import('./comedy'),
    'smiles eyes stack hat confetti seesaw disguise cocktail squiggle crescents',
  ],
  [
    () => import('./creatures'),
    'cat dog horse butterfly web snake dinosaur wing elephant bear wolf paws bee',
  ],
  [() => import('./crime'), 'print bars fan vortex closing tower'],
  [
    () => import('./drama'),
    'encounter stairs windows alone torn door shifted chairs head leaning road leaf table wall',
  ],
  [() => import('./fantastic'), 'ghost robot saucer bat witchHat wand bolt cape'],
  [() => import('./fantasy'), 'castle crescent scales curls'],
  [() => import('./far'), 'mountains compass contours sail river aloft mesa cactus badge rails'],
  [() => import('./horror'), 'eye tree moonrise'],
  [() => import('./land'), 'dunes pines snowfall fields village house volcano jungle arch rain'],
  [() => import('./loud'), 'burst chevrons comet wedges'],
  [() => import('./musical'), 'record keys sound staff'],
  [() => import('./noir'), 'blinds lamp brim keyhole labyrinth question lens'],
  [
    () => import('./objects'),
    'coins telephone hotelKey television balance crown shield pencil apple chess christmasTree hanger',
  ],
  [
    () => import('./romance'),
    'bigHeart rings flower kiss umbrella lips bicycle letter moonroad candles vine',
  ],
  [() => import('./science'), 'codeRain helix flask atom pixels helmet starship masks'],
  [() => import('./screen'), 'iris halftone strip lines screen growing beam reel seats'],
  [() => import('./sea'), 'liner palm fish whale fin lighthouse bubbles periscope iceberg'],
  [() => import('./space'), 'orbits saturn gridland rocket signal hive eclipse slab'],
  [
    () => import('./table'),
    'bowl plate cup bottle cake ball pitch boxing trophy racket discoBall microphone guitar',
  ],
  [() => import('./things'), 'clock hourglass book quill typewriter newspaper dice safe diamond'],
  [() => import('./travel'), 'train car plane suitcase bus motorcycle lanes chequers signpost'],
  [() => import('./young'), 'balloons boat blocks kite bounce frames troupe'],
];

const groupOf = new Map(
  groups.flatMap(([load, names]) => names.split(' ').map((name) => [name, load] as const)),
);
const loaded = new Map<MotifName, Motif>();

/** The drawing of a motif, where its group is there already. */
export const motifIfThere = (name: MotifName): Motif | null => loaded.get(name) ?? null;

/** Fetches the group of a motif; nothing happens where that fails. */
export async function fetchMotif(name: MotifName): Promise<void> {
  try {
    const group = await groupOf.get(name)?.();
    const motif = group?.[name];
    if (motif) loaded.set(name, motif);
  } catch {
    // The poster stays blank; the title stands beside it.
  }
}

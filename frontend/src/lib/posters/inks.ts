/**
 * The printer's shelf: flat inks that may stand side by side. Posters look the same in both themes.
 */
export const inks = {
  paper: '#f3ead7',
  stone: '#cdc3ae',
  sand: '#e3c48d',
  mustard: '#e2a72c',
  ochre: '#c08327',
  blush: '#efb5aa',
  lilac: '#b6a0c8',
  sky: '#94bccb',
  mint: '#a9caaf',
  tangerine: '#e8633c',
  red: '#bb3420',
  rose: '#b32f50',
  brick: '#8c2f20',
  plum: '#552847',
  umber: '#5a3823',
  olive: '#62652e',
  moss: '#35503b',
  teal: '#1a6668',
  petrol: '#143f4b',
  ultramarine: '#2b3d90',
  coal: '#2d2925',
  night: '#191613',
} as const;

export type Ink = keyof typeof inks;

/** What a genre is printed on. */
export const grounds: Readonly<Record<string, readonly Ink[]>> = {
  Action: ['tangerine', 'red', 'mustard', 'night', 'petrol'],
  Adventure: ['teal', 'ochre', 'sand', 'sky', 'moss'],
  Animation: ['sky', 'blush', 'mustard', 'mint', 'ultramarine'],
  Children: ['mustard', 'mint', 'blush', 'sky', 'tangerine'],
  Comedy: ['mustard', 'blush', 'paper', 'tangerine', 'mint', 'sky'],
  Crime: ['coal', 'red', 'paper', 'petrol', 'umber'],
  Documentary: ['stone', 'paper', 'petrol', 'olive'],
  Drama: [
    'umber',
    'stone',
    'petrol',
    'plum',
    'sand',
    'moss',
    'paper',
    'brick',
    'ultramarine',
    'sky',
  ],
  Fantasy: ['plum', 'lilac', 'ultramarine', 'moss'],
  'Film-Noir': ['night', 'coal', 'stone'],
  Horror: ['night', 'red', 'plum', 'olive', 'moss'],
  IMAX: ['ultramarine', 'night', 'teal'],
  Musical: ['rose', 'mustard', 'ultramarine', 'lilac', 'tangerine'],
  Mystery: ['petrol', 'plum', 'night', 'lilac'],
  Romance: ['rose', 'blush', 'red', 'lilac', 'sand'],
  'Sci-Fi': ['ultramarine', 'petrol', 'night', 'sky', 'stone'],
  Thriller: ['night', 'mustard', 'petrol', 'red', 'paper'],
  War: ['olive', 'umber', 'moss', 'stone', 'brick'],
  Western: ['ochre', 'sand', 'brick', 'tangerine'],
};

export const plainGrounds: readonly Ink[] = ['paper', 'stone', 'petrol', 'coal'];

/** What may be printed on each ground. */
export const companions: Readonly<Record<Ink, readonly Ink[]>> = {
  paper: ['red', 'ultramarine', 'teal', 'night', 'moss', 'rose', 'tangerine', 'plum'],
  stone: ['night', 'brick', 'petrol', 'plum', 'red', 'moss', 'paper'],
  sand: ['brick', 'petrol', 'night', 'moss', 'plum', 'red', 'paper'],
  mustard: ['night', 'brick', 'petrol', 'plum', 'paper', 'ultramarine', 'moss'],
  ochre: ['night', 'paper', 'brick', 'petrol', 'plum'],
  blush: ['red', 'ultramarine', 'plum', 'teal', 'night', 'paper', 'rose'],
  lilac: ['plum', 'ultramarine', 'night', 'paper', 'brick'],
  sky: ['ultramarine', 'red', 'night', 'paper', 'petrol', 'brick'],
  mint: ['moss', 'red', 'ultramarine', 'night', 'paper', 'plum'],
  tangerine: ['night', 'paper', 'ultramarine', 'plum', 'petrol'],
  red: ['paper', 'night', 'blush', 'sand', 'mustard', 'sky'],
  rose: ['paper', 'blush', 'night', 'sand', 'mustard'],
  brick: ['sand', 'paper', 'mustard', 'blush', 'sky', 'tangerine'],
  plum: ['blush', 'lilac', 'mustard', 'paper', 'tangerine', 'sky'],
  umber: ['sand', 'paper', 'tangerine', 'mustard', 'sky', 'blush'],
  olive: ['paper', 'sand', 'night', 'mustard', 'blush'],
  moss: ['mint', 'paper', 'mustard', 'blush', 'tangerine', 'sand'],
  teal: ['paper', 'mustard', 'blush', 'sand', 'night', 'mint'],
  petrol: ['sky', 'paper', 'tangerine', 'mustard', 'sand', 'blush', 'mint'],
  ultramarine: ['blush', 'paper', 'mustard', 'sky', 'tangerine', 'mint'],
  coal: ['paper', 'tangerine', 'mustard', 'stone', 'blush', 'sky'],
  night: ['paper', 'tangerine', 'mustard', 'sky', 'blush', 'red', 'stone', 'mint'],
};

const channel = (hex: string, at: number) => {
  const value = parseInt(hex.slice(at, at + 2), 16) / 255;
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
};

/** WCAG 2 relative luminance of an ink. */
const luminance = (ink: Ink) => {
  const hex = inks[ink];
  return 0.2126 * channel(hex, 1) + 0.7152 * channel(hex, 3) + 0.0722 * channel(hex, 5);
};

/** WCAG 2 contrast ratio, 1 to 21. */
export function contrast(a: Ink, b: Ink): number {
  const [la, lb] = [luminance(a), luminance(b)];
  return (Math.max(la, lb) + 0.05) / (Math.min(la, lb) + 0.05);
}

/** The ink for type on a ground. */
export const typeOn = (ground: Ink): Ink =>
  contrast(ground, 'paper') >= contrast(ground, 'night') ? 'paper' : 'night';

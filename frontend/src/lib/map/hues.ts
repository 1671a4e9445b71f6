/** How many hues there are among the tokens: --map-1 and so on. */
export const HUES = 10;

/** The hue of each genre; kindred genres share one. Others take the last. */
const hueOf: Readonly<Record<string, number>> = {
  'Sci-Fi': 1,
  IMAX: 1,
  Fantasy: 2,
  Mystery: 2,
  Musical: 3,
  Romance: 3,
  Horror: 4,
  Action: 5,
  Thriller: 5,
  Crime: 6,
  'Film-Noir': 6,
  Western: 7,
  Adventure: 7,
  Comedy: 8,
  Animation: 9,
  Children: 9,
  War: 10,
  Documentary: 10,
  Drama: 0,
};

/** 1 to HUES, or 0 for the plain colour of stars. */
export const hueFor = (genre: string): number => hueOf[genre] ?? 0;

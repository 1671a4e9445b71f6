import type { Movie } from '$lib/api/models';

/** The least popularity of a film that people are asked about: more than nine in ten are less known. */
const FAMOUS = 0.9;
/** Of `WINDOW` films in a row, this many at most share a genre, a decade or a country. */
const WINDOW = 12;
const MOST_ALIKE = { genre: 4, decade: 3, country: 8 };

/** Parts of a series share the beginning of their titles. */
const seriesOf = ({ title }: Movie) =>
  title
    .toLowerCase()
    .replace(/^(the|a|an) /, '')
    .split(/[:,\s]+/)
    .slice(0, 2)
    .join(' ');

const traits = (movie: Movie): Record<keyof typeof MOST_ALIKE, string> => ({
  genre: movie.genres[0] ?? '',
  decade: String(Math.floor((movie.year ?? 0) / 10)),
  country: movie.countries[0] ?? '',
});

/**
 * The films that people are likely to know, those of a kind not all at once: in turn the first film
 * that is unlike the ones before in genre, decade and country, and no two of a series. What is left
 * follows in its order.
 */
export function varied(movies: readonly Movie[]): Movie[] {
  const famous = movies.filter(({ popularity }) => popularity >= FAMOUS);
  const others = movies.filter(({ popularity }) => popularity < FAMOUS);
  const left = [...famous];
  const chosen: Movie[] = [];
  const series = new Set<string>();
  const fits = (movie: Movie) => {
    if (series.has(seriesOf(movie))) return false;
    const own = traits(movie);
    const before = chosen.slice(-WINDOW + 1).map(traits);
    return (Object.keys(MOST_ALIKE) as (keyof typeof MOST_ALIKE)[]).every(
      (trait) => before.filter((other) => other[trait] === own[trait]).length < MOST_ALIKE[trait],
    );
  };
  while (left.length > 0) {
    const at = left.findIndex(fits);
    if (at === -1) break;
    const [movie] = left.splice(at, 1);
    if (!movie) break;
    chosen.push(movie);
    series.add(seriesOf(movie));
  }
  return [...chosen, ...left, ...others];
}

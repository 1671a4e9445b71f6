import type { FoundPerson, Movie, MovieDetails, MovieMap, Person, Release } from '$lib/api/models';
import type { Page } from '$lib/state/discover.svelte';

export const movie = (id: number, fields: Partial<Movie> = {}): Movie => ({
  id,
  title: `Film ${id}`,
  original_title: null,
  year: 1950 + (id % 70),
  genres: ['Drama'],
  tags: [],
  plot: null,
  countries: [],
  languages: [],
  collections: [],
  directors: [],
  cast: [],
  runtime: null,
  certificate: null,
  rating_count: 10,
  popularity: 0.9,
  rating_mean: 3.5,
  imdb_id: null,
  tmdb_id: null,
  poster_url: null,
  ...fields,
});

/** A film with all that its page shows. */
export const details = (id: number, fields: Partial<MovieDetails> = {}): MovieDetails => ({
  ...movie(id),
  writers: [],
  composers: [],
  full_cast: [],
  alternative_titles: [],
  minimum_age: null,
  moods: [],
  estimated_moods: [],
  estimated_tags: [],
  sources: {},
  ...fields,
});

export const page = (ids: number[], next: string | null = null): Page => ({
  items: ids.map((id) => ({ movie: movie(id), why: null, fits: true })),
  next_cursor: next,
  understood: null,
  nothing_fits: false,
  forYou: false,
});

export const liveRelease: Release = {
  quality: null,
  tmdb_posters: false,
  id: 1,
  dataset: 'sample',
  attribution: null,
  simulated_ratings: true,
  encoder: 'fake',
  encoder_revision: '0',
  text_dimension: 8,
  movie_count: 3,
  rating_count: 30,
  genres: [{ name: 'Drama', count: 3 }],
  countries: [],
  languages: [],
  collections: [],
  certificates: [],
  runtime_min: null,
  runtime_max: null,
  year_min: 1951,
  year_max: 1953,
  live_at: '2025-11-20T09:12:00Z',
};

/** Somebody who directed the first of some films and is in the others. */
export const person = (
  id: number,
  films: readonly number[],
  fields: Partial<Person> = {},
): Person => ({
  id,
  name: `Person ${id}`,
  imdb_id: null,
  roles: [
    { role: 'cast', count: films.length - 1 },
    { role: 'director', count: 1 },
  ],
  film_count: films.length,
  seen_count: 0,
  films: films.map((film, i) => ({
    movie: movie(film),
    roles: i === 0 ? ['director'] : ['cast'],
    character: i === 1 ? 'Cléo' : null,
    seen: false,
    rating: null,
    predicted_rating: 4.3,
  })),
  ...fields,
});

export const foundPerson = (id: number, name: string): FoundPerson => ({
  id,
  name,
  roles: ['director', 'cast'],
  film_count: 2,
  known_for: [{ id: 1, title: 'Vagabond', year: 1985 }],
});

/** A promise that the test settles. */
export function deferred<T>() {
  let resolve!: (value: T) => void;
  let reject!: (error: unknown) => void;
  const promise = new Promise<T>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
}

export const json = (body: unknown, init: ResponseInit = {}, type = 'application/json') =>
  new Response(JSON.stringify(body), {
    ...init,
    headers: { 'Content-Type': type, ...init.headers },
  });

/** A map of films, without regions and layers. */
export const movieMap = (
  films: readonly {
    id: number;
    title: string;
    year: number | null;
    rating_count: number;
    x: number;
    y: number;
  }[],
): MovieMap => ({
  release: 1,
  regions: [],
  layers: { genres: [], moods: [], decades: [], countries: [] },
  movies: {
    movie_id: films.map(({ id }) => id),
    title: films.map(({ title }) => title),
    year: films.map(({ year }) => year),
    rating_count: films.map(({ rating_count }) => rating_count),
    x: films.map(({ x }) => x),
    y: films.map(({ y }) => y),
  },
});

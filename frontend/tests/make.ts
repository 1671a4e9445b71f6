import type { Movie, Release } from '$lib/api/models';
import type { Page } from '$lib/state/discover.svelte';

export const movie = (id: number, fields: Partial<Movie> = {}): Movie => ({
  id,
  title: `Film ${id}`,
  original_title: null,
  year: 1950 + (id % 70),
  genres: ['Drama'],
  tags: [],
  plot: null,
  rating_count: 10,
  rating_mean: 3.5,
  imdb_id: null,
  tmdb_id: null,
  poster_url: null,
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
  year_min: 1951,
  year_max: 1953,
  live_at: '2025-11-20T09:12:00Z',
};

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

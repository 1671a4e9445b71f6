import { getMovie, similarMovies } from '$lib/api/client';
import type { MovieDetails, SimilarPage } from '$lib/api/models';
import { Loader } from './loader.svelte';

const SIMILAR_COUNT = 12;

/** One film and the films close to it. */
export class Film {
  readonly movie = new Loader<MovieDetails>();
  readonly similar = new Loader<SimilarPage>();

  show(id: number): void {
    this.movie.set(null);
    this.similar.set(null);
    void this.movie.load((signal) => getMovie(id, signal));
    void this.similar.load((signal) => similarMovies(id, SIMILAR_COUNT, signal));
  }

  stop(): void {
    this.movie.stop();
    this.similar.stop();
  }
}

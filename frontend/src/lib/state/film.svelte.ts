import { getMovie, similarMovies } from '$lib/api/client';
import type { MovieDetails, SimilarPage } from '$lib/api/models';
import { Loader } from './loader.svelte';
import { steps, type Steering } from './steering';

const SIMILAR_COUNT = 12;

/** One film and the films close to it. */
export class Film {
  readonly movie = new Loader<MovieDetails>();
  readonly similar = new Loader<SimilarPage>();

  show(id: number): void {
    this.movie.set(null);
    this.similar.set(null);
    void this.movie.load((signal) => getMovie(id, signal));
  }

  /** Loads the films close to it, as far from it as the sliders say; the last ones stay until then. */
  steer(id: number, steering: Steering): void {
    const { more, less } = steps(steering);
    void this.similar.load((signal) => similarMovies(id, SIMILAR_COUNT, more, less, signal));
  }

  stop(): void {
    this.movie.stop();
    this.similar.stop();
  }
}

/** The call about what another program shares with this one. */
import { get } from './http';
import type { SharedFilm } from './models';

/** The film that a text with a link of IMDb, TMDB or Letterboxd is about, or words to search for. */
export const findShared = (text: string, signal: AbortSignal) =>
  get<SharedFilm>('/movies/shared', { text }, signal);

/** The calls about lists of films, own and shared. */
import { get, send, upload } from './http';
import type { FilmList, ListImport, ListsPage, SharedList } from './models';

export interface ListWords {
  name: string;
  about: string;
}

export const getLists = (signal: AbortSignal) => get<ListsPage>('/lists', {}, signal);
export const makeList = (words: ListWords) => send<FilmList>('POST', '/lists', words);
export const getList = (id: number, signal: AbortSignal) =>
  get<FilmList>(`/lists/${id}`, {}, signal);
export const changeList = (id: number, words: ListWords) =>
  send<FilmList>('PUT', `/lists/${id}`, words);
export const deleteList = (id: number) => send('DELETE', `/lists/${id}`);

/** Puts a film into a list, or changes its note or place there; what is left out stays. */
export const putIntoList = (
  id: number,
  movieId: number,
  entry: { note?: string; position?: number } = {},
) => send<FilmList>('PUT', `/lists/${id}/movies/${movieId}`, entry);

/** Puts the films of files at the end of a list. */
export function importIntoList(id: number, files: readonly File[]): Promise<ListImport> {
  const form = new FormData();
  for (const file of files) form.append('file', file, file.name);
  return upload<ListImport>(`/lists/${id}/import`, form);
}

export const takeFromList = (id: number, movieId: number) =>
  send('DELETE', `/lists/${id}/movies/${movieId}`);

/** The two links of a list: to read it by, and to become one of its editors by. */
export type ListLink = 'read' | 'edit';

export const setListLink = (id: number, link: ListLink, on: boolean) =>
  send<FilmList>(on ? 'PUT' : 'DELETE', `/lists/${id}/${link}-link`);

export const removeEditor = (id: number, editor: number) =>
  send('DELETE', `/lists/${id}/editors/${editor}`);

/** Reads a list by the token of its link. */
export const readShared = (token: string, signal: AbortSignal) =>
  get<SharedList>('/lists/shared', { token }, signal);

export const becomeEditor = (token: string) => send<FilmList>('POST', '/lists/editors', { token });

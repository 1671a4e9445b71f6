/** The calls about an account: its password, its tokens, its end. */
import { BASE, encode, get, send, upload } from './http';
import type {
  ColumnMapping,
  ImportForm,
  ImportReport,
  ImportsPage,
  NewToken,
  PastImport,
  Token,
  TokensPage,
  Undone,
} from './models';

/** `current` is null for who has no password yet. */
export const changePassword = (current: string | null, next: string) =>
  send('PUT', '/me/password', { current_password: current, new_password: next });

export const getTokens = (signal: AbortSignal) => get<TokensPage>('/tokens', {}, signal);

/** What a token lets a program do. */
export type Scope = Token['scopes'][number];

/** `code` is that of the second factor, null without one. */
export const createToken = (
  name: string,
  scopes: readonly Scope[],
  days: number | null,
  code: string | null = null,
) =>
  send<NewToken>('POST', '/tokens', {
    name,
    scopes,
    expires_in_days: days,
    ...(code === null ? {} : { code }),
  });

export const revokeToken = (id: number) => send('DELETE', `/tokens/${id}`);

/** `password` is null for who has none. */
export const deleteAccount = (password: string | null) => send('DELETE', '/me', { password });

export type Winner = ImportForm['on_conflict'];
export type ListAs = ImportForm['list_as'];

/** A row whose film the person named, or left out: null. */
export interface AcceptedRow {
  file: string | null;
  line: number;
  movie_id: number | null;
}

export interface ImportOptions {
  format: ImportForm['format'];
  on_conflict: Winner;
  /** Null while the person has not said it. */
  list_as: ListAs | null;
  day_order: ImportForm['day_order'];
  film_choices: Readonly<Record<number, Winner>>;
  accepted: readonly AcceptedRow[];
  choices: Readonly<Record<string, ListAs | 'skip'>>;
  /** What a file's columns mean, where the upload is that file alone. */
  mapping: ColumnMapping | null;
  /** The same for single files, by name. */
  mappings: Readonly<Record<string, ColumnMapping>>;
}

/**
 * Imports files into the library, or reports what an import would do. The server imports once for
 * each `key`.
 */
export function importFiles(
  files: readonly File[],
  options: ImportOptions,
  dryRun: boolean,
  key: string,
): Promise<ImportReport> {
  const form = new FormData();
  for (const file of files) form.append('file', file, file.webkitRelativePath || file.name);
  for (const [name, value] of Object.entries(options) as [string, unknown][]) {
    if (value === null) continue;
    form.set(name, typeof value === 'string' ? value : JSON.stringify(value));
  }
  form.set('dry_run', String(dryRun));
  return upload<ImportReport>('/me/import', form, { 'Idempotency-Key': key });
}

export const getImports = (signal: AbortSignal) => get<ImportsPage>('/me/imports', {}, signal);

/** An import, and what undoing it would do. */
export const getImport = (id: number, signal: AbortSignal) =>
  get<PastImport>(`/me/imports/${id}`, {}, signal);

export const undoImport = (id: number) => send<Undone>('DELETE', `/me/imports/${id}`);

/** Addresses of export files, which the browser downloads itself. */
export const exportAddresses = {
  all: `${BASE}/me/export`,
  letterboxd: `${BASE}/me/export${encode({ format: 'letterboxd' })}`,
  letterboxdWatchlist: `${BASE}/me/export${encode({ format: 'letterboxd', list: 'watchlist' })}`,
  imdb: `${BASE}/me/export${encode({ format: 'imdb' })}`,
} as const;

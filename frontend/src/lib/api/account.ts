/** The calls about an account: its password, its tokens, its end. */
import { BASE, encode, get, send, upload } from './http';
import type { ImportFormat, ImportReport, NewToken, TokensPage } from './models';

export const changePassword = (current: string, next: string) =>
  send('PUT', '/me/password', { current_password: current, new_password: next });

export const getTokens = (signal: AbortSignal) => get<TokensPage>('/tokens', {}, signal);

export const createToken = (name: string, days: number) =>
  send<NewToken>('POST', '/tokens', { name, expires_in_days: days });

export const revokeToken = (id: number) => send('DELETE', `/tokens/${id}`);

export const deleteAccount = (password: string) => send('DELETE', '/me', { password });

export interface ImportOptions {
  format: 'auto' | ImportFormat;
  on_conflict: 'file' | 'newest' | 'mine';
  list_as: 'watchlist' | 'history' | 'hidden';
}

/**
 * Imports a file into the library, or reports what an import would do. The server imports once for
 * each `key`.
 */
export function importFile(
  file: File,
  options: ImportOptions,
  dryRun: boolean,
  key: string,
): Promise<ImportReport> {
  const form = new FormData();
  form.set('file', file);
  for (const [name, value] of Object.entries(options)) form.set(name, value as string);
  form.set('dry_run', String(dryRun));
  return upload<ImportReport>('/me/import', form, { 'Idempotency-Key': key });
}

/** Addresses of export files, which the browser downloads itself. */
export const exportAddresses = {
  all: `${BASE}/me/export`,
  letterboxd: `${BASE}/me/export${encode({ format: 'letterboxd' })}`,
  letterboxdWatchlist: `${BASE}/me/export${encode({ format: 'letterboxd', list: 'watchlist' })}`,
  imdb: `${BASE}/me/export${encode({ format: 'imdb' })}`,
} as const;
